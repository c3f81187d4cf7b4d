import type { Model, Observation, PriceState, PricingTier } from "../api/types";
import { exactMoney, perMillion } from "../format/money";
import { count } from "../format/numbers";
import { Unknown } from "../ui/Money";
import { type ReceiptLine, receiptOf } from "./receipt";
import { useModel } from "./useTrace";

const STATES: Record<PriceState, string> = {
  PRICED: "Priced by usage × price.",
  STATED: "Stated by the client; nothing was computed.",
  ESTIMATED: "Priced from tokens that were counted here, since the client sent none.",
  UNPRICED: "The usage is known, a price is not: the cost is unknown, not zero.",
  NO_USAGE: "No usage was sent, so there is nothing to price.",
};

/** Why it cost what it cost: bucket by bucket, with the price entry that matched. */
export function ReceiptTable({ observation }: { observation: Observation }) {
  const model = useModel(observation.modelId);
  const tier = tierOf(model.data, observation.usagePricingTierId);
  const receipt = receiptOf(observation, tier);
  return (
    <div className="text-sm">
      <p className="mb-3 text-ink-2">{STATES[receipt.state]}</p>
      {receipt.lines.length > 0 && (
        <table className="w-full">
          <caption className="sr-only">Cost by usage bucket</caption>
          <thead className="text-xs text-ink-2">
            <tr className="border-b border-line">
              <th className="py-1.5 text-left font-medium">Bucket</th>
              <th className="py-1.5 pl-3 text-right font-medium">Units</th>
              <th className="py-1.5 pl-3 text-right font-medium">Price</th>
              <th className="py-1.5 pl-3 text-right font-medium">Amount</th>
            </tr>
          </thead>
          <tbody>
            {receipt.lines.map((line) => (
              <Line key={line.bucket} line={line} state={receipt.state} />
            ))}
          </tbody>
          <tfoot>
            <tr className="border-t border-line-strong font-semibold">
              <th scope="row" className="py-2 text-left">
                Total
              </th>
              <td colSpan={3} className="num py-2 text-right">
                {receipt.total === null ? (
                  receipt.state === "UNPRICED" ? (
                    <Unknown />
                  ) : (
                    "–"
                  )
                ) : (
                  exactMoney(receipt.total)
                )}
              </td>
            </tr>
          </tfoot>
        </table>
      )}
      <PriceEntry model={model.data} tier={tier} observation={observation} />
    </div>
  );
}

function Line({ line, state }: { line: ReceiptLine; state: PriceState }) {
  return (
    <tr className="border-b border-line/60">
      <th scope="row" className="py-1.5 text-left font-normal">
        {line.bucket}
      </th>
      <td className="num py-1.5 pl-3 text-right">{line.units === null ? "–" : count(line.units)}</td>
      <td className="num py-1.5 pl-3 text-right text-ink-2">
        {line.unitPrice === null ? "–" : perMillion(line.unitPrice)}
      </td>
      <td className="num py-1.5 pl-3 text-right">
        {line.amount !== null ? exactMoney(line.amount) : state === "UNPRICED" ? <Unknown /> : "–"}
        {line.differs && <span className="block font-sans text-xs text-warn">not today’s price</span>}
      </td>
    </tr>
  );
}

function PriceEntry({
  model,
  tier,
  observation,
}: {
  model?: Model;
  tier?: PricingTier;
  observation: Observation;
}) {
  const rows: [string, string | null | undefined][] = [
    ["Model as sent", observation.model],
    ["Price entry", model && `${model.modelName} (${model.isLangfuseManaged ? "shipped" : "own"})`],
    ["Matched by", model?.matchPattern],
    ["Tier", observation.usagePricingTierName ?? tier?.name],
    ["Effective from", model?.startDate?.slice(0, 10)],
  ];
  return (
    <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
      {rows
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-ink-3">{label}</dt>
            <dd className="num truncate" title={value ?? undefined}>
              {value}
            </dd>
          </div>
        ))}
    </dl>
  );
}

function tierOf(model: Model | undefined, id: string | null): PricingTier | undefined {
  return id === null ? undefined : model?.pricingTiers.find((tier) => tier.id === id);
}

import type { Score } from "../api/types";
import { Badge } from "../ui/Badge";

export function Scores({ scores }: { scores: Score[] }) {
  if (scores.length === 0) return <p className="text-sm text-ink-2">No scores.</p>;
  return (
    <table className="w-full text-sm">
      <thead className="text-xs text-ink-2">
        <tr className="border-b border-line">
          <th className="py-1.5 text-left font-medium">Name</th>
          <th className="py-1.5 pl-3 text-right font-medium">Value</th>
          <th className="py-1.5 pl-3 text-left font-medium">Source</th>
          <th className="py-1.5 pl-3 text-left font-medium">Comment</th>
        </tr>
      </thead>
      <tbody>
        {scores.map((score) => (
          <tr key={score.id} className="border-b border-line/60">
            <th scope="row" className="py-1.5 text-left font-normal">
              {score.name}
            </th>
            <td className="num py-1.5 pl-3 text-right">{score.stringValue ?? String(score.value ?? "–")}</td>
            <td className="py-1.5 pl-3">
              <Badge>{score.source.toLowerCase()}</Badge>
            </td>
            <td className="py-1.5 pl-3 text-ink-2">{score.comment}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

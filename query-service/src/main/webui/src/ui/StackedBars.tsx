import type { EChartsCoreOption, EChartsType } from "echarts/core";
import { useEffect, useRef, useState } from "react";
import { Skeleton } from "./Skeleton";
import { useDark } from "./theme";

export interface BarSeries {
  label: string;
  color: string;
  /** Null: nothing known in this bucket. */
  values: (number | null)[];
}

export interface StackedBarsProps {
  label: string;
  buckets: string[];
  series: BarSeries[];
  axis: (value: number) => string;
  /** Text of the tooltip for the bucket of an index. */
  tooltip: (index: number) => string;
}

/** Stacked bars over time on a canvas; ECharts loads when the first chart shows. */
export function StackedBars(props: StackedBarsProps) {
  const host = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType | null>(null);
  const dark = useDark();
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let instance: EChartsType | undefined;
    let gone = false;
    const observer = new ResizeObserver(() => instance?.resize());
    void import("./echarts").then(({ init }) => {
      if (gone) return;
      instance = init(element);
      observer.observe(element);
      setChart(instance);
    });
    return () => {
      gone = true;
      observer.disconnect();
      instance?.dispose();
    };
  }, []);
  useEffect(() => {
    if (chart && !chart.isDisposed()) chart.setOption(optionOf(props, dark), { notMerge: true });
  }, [chart, props, dark]);
  return (
    <div className="relative h-60">
      {!chart && <Skeleton className="absolute inset-2" />}
      <div ref={host} role="img" aria-label={props.label} className="h-full w-full" />
    </div>
  );
}

function optionOf({ buckets, series, axis, tooltip }: StackedBarsProps, dark: boolean): EChartsCoreOption {
  const ink = dark ? "#a3a8b5" : "#555b69";
  const line = dark ? "#31353f" : "#e4e6eb";
  const labels = { color: ink, fontFamily: "Inter Variable", fontSize: 11 };
  return {
    animation: false,
    grid: { left: 8, right: 12, top: 12, bottom: 4, containLabel: true },
    xAxis: {
      type: "category",
      data: buckets,
      axisLabel: labels,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: line } },
    },
    yAxis: {
      type: "value",
      axisLabel: { ...labels, formatter: axis },
      splitLine: { lineStyle: { color: line } },
      splitNumber: 4,
    },
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "shadow", shadowStyle: { opacity: 0.12 } },
      // HTML tooltips set inline styles, which the content security policy forbids.
      renderMode: "richText",
      confine: true,
      backgroundColor: dark ? "#23262f" : "#ffffff",
      borderColor: line,
      textStyle: { ...labels, color: dark ? "#eceef2" : "#23262f", lineHeight: 17 },
      formatter: (points: { dataIndex: number }[]) => tooltip(points[0]?.dataIndex ?? 0),
    },
    series: series.map((one) => ({
      type: "bar",
      name: one.label,
      stack: "all",
      data: one.values,
      barCategoryGap: "22%",
      barMaxWidth: 64,
      itemStyle: { color: one.color },
      emphasis: { disabled: true },
    })),
  };
}

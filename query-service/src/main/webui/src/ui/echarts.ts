import { BarChart } from "echarts/charts";
import { AriaComponent, GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, GridComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

/** The parts of ECharts that we use, in a chunk of their own. */
export { init };

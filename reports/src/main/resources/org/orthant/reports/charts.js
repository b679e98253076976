/* Draws the figures from the JSON beside them. Everything is binned already. */
(function () {
  "use strict";

  const root = document.documentElement;
  const drawers = { distribution, curve, joint };
  const renderers = {
    distribution: { renderer: "svg" },
    curve: { renderer: "svg" },
    joint: { renderer: "canvas", devicePixelRatio: Math.max(2, devicePixelRatio) },
  };
  const charts = new Map();

  function colour(name) {
    return getComputedStyle(root).getPropertyValue("--" + name).trim();
  }

  function grouped(count) {
    return String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  }

  /* At most four significant digits, whatever the size. */
  function plain(number) {
    return String(Number(number.toPrecision(4))).replace("-", "−");
  }

  function edge(axis, bin) {
    return axis.low + bin * ((axis.high - axis.low) / axis.bins);
  }

  function base() {
    return {
      animation: false,
      textStyle: { fontFamily: getComputedStyle(root).getPropertyValue("--sans"), color: colour("soft") },
      tooltip: {
        renderMode: "richText",
        confine: true,
        backgroundColor: colour("paper"),
        borderColor: colour("line"),
        textStyle: { color: colour("ink"), fontSize: 12 },
      },
    };
  }

  function axis(name, extent, format) {
    return {
      type: "value",
      min: extent.low,
      max: extent.high,
      name,
      nameLocation: "middle",
      nameTextStyle: { color: colour("soft"), fontSize: 12 },
      axisLine: { show: true, onZero: false, lineStyle: { color: colour("soft") } },
      axisTick: { show: true, lineStyle: { color: colour("soft") } },
      axisLabel: {
        color: colour("soft"),
        fontSize: 11,
        hideOverlap: true,
        showMinLabel: false,
        showMaxLabel: false,
        formatter: format,
      },
      splitLine: { show: false },
    };
  }

  /*
   * Rectangles between the edges that dimensions 0 to 3 hold: left, right, bottom, top. Those with a
   * fill of their own are bars with a gap between them, the others cells in the visual map's colours.
   */
  function rectangle(fill) {
    return function (params, api) {
      const start = api.coord([api.value(0), api.value(2)]);
      const end = api.coord([api.value(1), api.value(3)]);
      const x = Math.round(start[0]);
      const y = Math.round(end[1]);
      const width = Math.round(end[0]) - x;
      const shape = echarts.graphic.clipRectByRect(
        {
          x,
          y,
          width: Math.max(1, fill && width > 4 ? width - 1 : width),
          height: Math.max(1, Math.round(start[1]) - y),
        },
        params.coordSys,
      );
      return shape && { type: "rect", shape, style: { fill: fill || api.visual("color") } };
    };
  }

  function distribution(data) {
    const number = (value) => plain(value) + (data.degrees ? "°" : "");
    const expected = (bin) => data.reference.length > 0 ? ", expected " + plain(data.reference[bin]) : "";
    const bars = data.counts
      .map((count, bin) => [edge(data.axis, bin), edge(data.axis, bin + 1), 0, count / data.total, bin])
      .filter((bar) => bar[3] > 0);
    const line = data.reference
      .map((share, bin) => [(edge(data.axis, bin) + edge(data.axis, bin + 1)) / 2, share])
      .filter((point) => point[0] > data.shown.low && point[0] < data.shown.high);
    const options = base();
    options.grid = { left: 52, right: 12, top: 28, bottom: 44 };
    options.xAxis = Object.assign(axis(data.label, data.shown, number), { nameGap: 26 });
    options.yAxis = Object.assign(axis("share of " + data.counted, { low: 0 }, plain), {
      nameLocation: "end",
      nameTextStyle: { color: colour("soft"), fontSize: 12, align: "left", padding: [0, 0, 0, -44] },
      nameGap: 12,
      axisLine: { show: false, onZero: false },
      axisTick: { show: false },
      splitLine: { show: true, lineStyle: { color: colour("line") } },
      splitNumber: 4,
    });
    options.yAxis.axisLabel.showMinLabel = true;
    options.yAxis.axisLabel.showMaxLabel = true;
    options.series = [
      {
        type: "custom",
        data: bars,
        encode: { x: [0, 1], y: 3 },
        renderItem: rectangle(colour("bar")),
        tooltip: {
          formatter: (item) =>
            number(item.value[0]) + " to " + number(item.value[1]) + "\n" +
            grouped(data.counts[item.value[4]]) + " of " + grouped(data.total) + " " + data.counted + "\n" +
            "share " + plain(item.value[3]) + expected(item.value[4]),
        },
      },
      {
        type: "line",
        data: line,
        symbol: "none",
        silent: true,
        lineStyle: { color: colour("reference"), width: 1.6 },
        z: 4,
      },
    ];
    return options;
  }

  function curve(data) {
    const points = data.x.map((x, i) => [x, data.y[i]]);
    const extent = { low: Math.min(...data.x), high: Math.max(...data.x) };
    const options = base();
    options.grid = { left: 52, right: 16, top: 28, bottom: 44 };
    options.xAxis = Object.assign(axis(data.labelX, extent, plain), { nameGap: 26 });
    options.xAxis.axisLabel.showMinLabel = true;
    options.xAxis.axisLabel.showMaxLabel = true;
    options.yAxis = Object.assign(axis(data.labelY, {}, plain), {
      nameLocation: "end",
      nameTextStyle: { color: colour("soft"), fontSize: 12, align: "left", padding: [0, 0, 0, -44] },
      nameGap: 12,
      axisLine: { show: false, onZero: false },
      axisTick: { show: false },
      splitLine: { show: true, lineStyle: { color: colour("line") } },
      splitNumber: 4,
    });
    options.yAxis.axisLabel.showMinLabel = true;
    options.yAxis.axisLabel.showMaxLabel = true;
    options.series = [
      {
        type: "line",
        data: data.reference.map((y, i) => [data.x[i], y]),
        symbol: "none",
        silent: true,
        lineStyle: { color: colour("reference"), width: 1.6 },
      },
      {
        type: "line",
        data: points,
        symbol: "circle",
        symbolSize: points.length > 30 ? 3 : 6,
        itemStyle: { color: colour("bar") },
        lineStyle: { color: colour("bar"), width: 2 },
        tooltip: {
          formatter: (item) =>
            data.labelX + " " + plain(item.value[0]) + "\n" + data.labelY + " " + plain(item.value[1]) +
            (data.reference.length > 0 ? ", expected " + plain(data.reference[item.dataIndex]) : ""),
        },
      },
    ];
    return options;
  }

  function joint(data) {
    const cells = data.cells.map(([x, y, count]) => [
      edge(data.x, x), edge(data.x, x + 1), edge(data.y, y), edge(data.y, y + 1), Math.log10(count), count,
    ]);
    const label = { show: true, formatter: data.quadrants, color: colour("flip-ink"), fontSize: 11 };
    const options = base();
    options.grid = { left: 58, right: 62, top: 10, bottom: 44 };
    options.xAxis = Object.assign(axis(data.labelX, data.shownX, plain), { nameGap: 26 });
    options.yAxis = Object.assign(axis(data.labelY, data.shownY, plain), { nameGap: 42 });
    options.visualMap = {
      type: "continuous",
      seriesIndex: 0,
      dimension: 4,
      min: 0,
      max: Math.max(1, Math.log10(data.most)),
      text: [grouped(data.most), "1"],
      textStyle: { color: colour("soft"), fontSize: 11 },
      orient: "vertical",
      right: 0,
      top: "middle",
      itemWidth: 10,
      itemHeight: 120,
      hoverLink: false,
      inRange: { color: [0, 1, 2, 3, 4].map((step) => colour("heat-" + step)) },
    };
    options.series = [
      {
        type: "custom",
        data: cells,
        encode: { x: [0, 1], y: [2, 3] },
        renderItem: rectangle(),
        tooltip: {
          formatter: (item) =>
            data.labelX + ": " + plain(item.value[0]) + " to " + plain(item.value[1]) + "\n" +
            data.labelY + ": " + plain(item.value[2]) + " to " + plain(item.value[3]) + "\n" +
            grouped(item.value[5]) + (item.value[5] === 1 ? " pair" : " pairs"),
        },
      },
    ];
    if (data.quadrants) {
      options.series.push({
        type: "line",
        data: [],
        silent: true,
        z: 1,
        markArea: {
          silent: true,
          itemStyle: { color: colour("flip") },
          data: [
            [
              { coord: [data.shownX.low, 0], label: Object.assign({ position: "insideTopLeft" }, label) },
              { coord: [0, data.shownY.high] },
            ],
            [
              { coord: [0, data.shownY.low], label: Object.assign({ position: "insideBottomRight" }, label) },
              { coord: [data.shownX.high, 0] },
            ],
          ],
        },
        markLine: {
          silent: true,
          symbol: "none",
          label: { show: false },
          lineStyle: { color: colour("soft"), type: "solid", width: 0.8, opacity: 0.6 },
          data: [{ xAxis: 0 }, { yAxis: 0 }],
        },
      });
    }
    return options;
  }

  function draw(element) {
    const kind = Object.keys(drawers).find((name) => element.classList.contains(name));
    const data = JSON.parse(element.parentElement.querySelector("script").textContent);
    const chart = charts.get(element) || echarts.init(element, null, renderers[kind]);
    charts.set(element, chart);
    chart.setOption(drawers[kind](data), true);
    chart.getZr().flush();
  }

  function redraw() {
    charts.forEach((chart, element) => draw(element));
  }

  const elements = Array.from(document.querySelectorAll(".chart"));
  const sizes = new ResizeObserver((entries) =>
    entries
      .map((entry) => charts.get(entry.target))
      .filter((chart) => chart.getWidth() !== chart.getDom().clientWidth)
      .forEach((chart) => chart.resize()),
  );

  /* One figure at a time, so that the page stays quick however many there are. */
  function drawFrom(index) {
    if (index < elements.length) {
      draw(elements[index]);
      sizes.observe(elements[index]);
      setTimeout(drawFrom, 0, index + 1);
    }
  }

  drawFrom(0);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  addEventListener("beforeprint", () => {
    root.classList.add("printing");
    elements.forEach(draw);
  });
  addEventListener("afterprint", () => {
    root.classList.remove("printing");
    redraw();
  });
})();

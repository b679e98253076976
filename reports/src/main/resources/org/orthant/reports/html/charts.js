/* Draws the figures from the JSON beside them. Everything is binned already. */
(function () {
  "use strict";

  const root = document.documentElement;
  const drawers = { distribution, curve, joint, scatter, "trade-off": tradeOff, lines, rows };
  const renderers = {
    distribution: { renderer: "svg" },
    curve: { renderer: "svg" },
    scatter: { renderer: "svg" },
    "trade-off": { renderer: "svg" },
    lines: { renderer: "svg" },
    rows: { renderer: "svg" },
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

  /* The next of 1, 2, 2.5, 5 and 10 times a power of ten, for the ticks of an axis. */
  function readable(step) {
    const power = Math.pow(10, Math.floor(Math.log10(step)));
    return power * [1, 2, 2.5, 5, 10].find((each) => each * power >= step * 0.999);
  }

  function edge(axis, bin) {
    return axis.low + bin * ((axis.high - axis.low) / axis.bins);
  }

  const symbols = ["circle", "diamond", "triangle", "rect"];
  const paths = {
    circle: "M0 5a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    diamond: "M5 0l5 5l-5 5l-5-5z",
    triangle: "M5 0l5 10h-10z",
    rect: "M0 0h10v10h-10z",
  };

  function seriesColour(series) {
    return colour("series-" + (series % 4));
  }

  function interval(low, high, write) {
    return low === null || high === null ? "" : " [" + write(low) + ", " + write(high) + "]";
  }

  /* Vertical axes have their name above them. */
  function vertical(name, extent, format) {
    const options = Object.assign(axis(name, extent, format), {
      nameLocation: "end",
      nameTextStyle: { color: colour("soft"), fontSize: 12, align: "left", padding: [0, 0, 0, -44] },
      nameGap: 12,
      axisLine: { show: false, onZero: false },
      axisTick: { show: false },
      splitLine: { show: true, lineStyle: { color: colour("line") } },
      splitNumber: 4,
    });
    options.axisLabel.showMinLabel = true;
    options.axisLabel.showMaxLabel = true;
    return options;
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

  function legend(itemWidth) {
    return {
      top: 0,
      left: 0,
      itemWidth,
      itemHeight: 10,
      textStyle: { color: colour("ink"), fontSize: 12, width: 160, overflow: "truncate" },
      selectedMode: false,
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
    const step = readable(data.top / 4);
    options.yAxis = vertical("share of " + data.counted, { low: 0, high: step * Math.ceil(data.top / step) }, plain);
    options.yAxis.interval = step;
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
      {
        type: "line",
        data: data.randomPair.map((share, bin) => [edge(data.axis, bin + 0.5), share]),
        symbol: "none",
        silent: true,
        lineStyle: { color: colour("reference"), width: 1.4, type: "dotted" },
        z: 4,
      },
    ];
    if (data.beyond) {
      options.graphic = {
        type: "text",
        right: 14,
        top: 6,
        silent: true,
        style: { text: data.beyond, fill: colour("soft"), font: "11px " + options.textStyle.fontFamily },
      };
    }
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
    if (data.logarithmic) {
      options.xAxis.type = "log";
    }
    const fractions = data.y.concat(data.reference).every((y) => y >= 0 && y <= 1);
    options.yAxis = vertical(data.labelY, fractions ? { low: 0, high: 1 } : {}, plain);
    if (fractions) {
      options.yAxis.interval = 0.25;
    }
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

  /* Colours repeat after four lines; then the lines are dashed, and then dotted. */
  function lines(data) {
    const number = (value) => plain(value) + (data.degrees ? "°" : "");
    const epochs = data.lines.flatMap((each) => each.x);
    const options = base();
    options.grid = { left: 52, right: 16, top: 78, bottom: 44 };
    options.legend = Object.assign(legend(24), { data: data.lines.map((each) => each.name) });
    options.xAxis = Object.assign(
      axis(data.labelX, { low: Math.min(...epochs), high: Math.max(...epochs) }, plain),
      { nameGap: 26 },
    );
    if (data.logarithmic) {
      options.xAxis.type = "log";
    }
    options.yAxis = Object.assign(vertical(data.labelY, {}, number), { scale: true });
    options.series = data.lines.flatMap((each, index) => [whiskers(each, index), {
      type: "line",
      name: each.name,
      data: each.x.map((x, i) => [x, each.y[i]]),
      symbol: symbols[index % symbols.length],
      symbolSize: each.x.length > 20 ? 3 : 6,
      itemStyle: { color: seriesColour(index) },
      lineStyle: {
        color: seriesColour(index),
        width: 1.8,
        type: ["solid", "dashed", "dotted"][Math.floor(index / 4) % 3],
      },
      tooltip: {
        formatter: (item) =>
          each.name + "\n" + data.labelX + " " + plain(item.value[0]) + ": " + number(item.value[1]) +
          (each.low.length > 0 ? interval(each.low[item.dataIndex], each.high[item.dataIndex], number) : ""),
      },
    }]);
    return options;
  }

  function whiskers(line, index) {
    return {
      type: "custom",
      data: line.low.map((low, i) => [line.x[i], low, line.high[i]]).filter((each) => each[1] !== null),
      silent: true,
      encode: { x: 0, y: [1, 2] },
      renderItem: (params, api) => {
        const [x, bottom] = api.coord([api.value(0), api.value(1)]);
        const top = api.coord([api.value(0), api.value(2)])[1];
        return {
          type: "line",
          shape: { x1: x, x2: x, y1: bottom, y2: top },
          style: { stroke: seriesColour(index), lineWidth: 1.4 },
        };
      },
    };
  }

  /* Column, row and count of each cell that is not empty; what the bytes mean is told in JointCells. */
  function decode({ x, most, codes }) {
    const bytes = Uint8Array.from(atob(codes), (character) => character.charCodeAt(0));
    const cells = [];
    let place = 0;
    for (let i = 0; i < bytes.length; i++) {
      if (bytes[i] === 0) {
        i++;
        place += bytes[i];
      } else {
        const count = Math.round(Math.exp((Math.log(most) * (bytes[i] - 1)) / 254));
        cells.push([place % x.bins, Math.floor(place / x.bins), count]);
        place++;
      }
    }
    return cells;
  }

  function joint(data) {
    const { x, y, most } = data.cells;
    const cells = decode(data.cells).map(([column, row, count]) => [
      edge(x, column), edge(x, column + 1), edge(y, row), edge(y, row + 1), Math.log10(count), count,
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
      max: Math.max(1, Math.log10(most)),
      text: [grouped(most), "1"],
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
            (item.value[5] === 1 ? "1 pair" : "about " + grouped(item.value[5]) + " pairs"),
        },
      },
      {
        type: "line",
        data: data.line.map((height, end) => [end === 0 ? data.shownX.low : data.shownX.high, height]),
        symbol: "none",
        silent: true,
        lineStyle: { color: colour("fit"), width: 1.4, type: "dashed" },
        z: 5,
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

  /* Layers against their dimension d, which is logarithmic. */
  function scatter(data) {
    const number = (value) => plain(value) + (data.degrees ? "°" : "");
    const points = data.series.flatMap((series) => series.points);
    const extent = { low: Math.min(...points.map((p) => p.x)) / 1.4, high: Math.max(...points.map((p) => p.x)) * 1.4 };
    const heights = points.flatMap((p) => [p.y, p.low ?? p.y, p.high ?? p.y])
      .concat(data.theory.concat(data.series.flatMap((series) => series.expected)).map((p) => p.y))
      .filter((height) => !data.logarithmic || height > 0);
    const [least, most] = [Math.min(...heights), Math.max(...heights)];
    const room = data.logarithmic
      ? { low: least / 1.15, high: most * 1.15 }
      : { low: Math.floor(least - 1), high: Math.ceil(most + 1) };
    const line = (places, style) => ({
      type: "line",
      data: places.map((p) => [p.x, p.y]),
      symbol: "none",
      silent: true,
      lineStyle: style,
      z: 2,
    });
    const options = base();
    options.grid = { left: 52, right: 16, top: 54, bottom: 44 };
    options.legend = Object.assign(legend(12), { data: data.series.map((series) => series.name) });
    options.xAxis = Object.assign(axis("d", extent, plain), { nameGap: 26, type: "log", logBase: 2 });
    options.yAxis = vertical(data.label, room, number);
    options.yAxis.axisLabel.showMinLabel = false;
    options.yAxis.axisLabel.showMaxLabel = false;
    if (data.logarithmic) {
      Object.assign(options.yAxis, { type: "log", logBase: 2 });
    }
    options.series = data.series.flatMap((series, index) => [
      {
        type: "custom",
        data: series.points.filter((p) => p.low !== null && p.high !== null).map((p) => [p.x, p.low, p.high]),
        silent: true,
        encode: { x: 0, y: [1, 2] },
        z: 3,
        renderItem: (params, api) => {
          const [x, bottom] = api.coord([api.value(0), Math.max(api.value(1), data.logarithmic ? room.low : api.value(1))]);
          const top = api.coord([api.value(0), api.value(2)])[1];
          return {
            type: "line",
            shape: { x1: x, x2: x, y1: bottom, y2: top },
            style: { stroke: seriesColour(index), lineWidth: 1.4 },
          };
        },
      },
      {
        type: "scatter",
        name: series.name,
        data: series.points.map((p) => ({
          value: [p.x, p.y],
          label: { position: p.x * p.x > extent.low * extent.high ? "left" : "right" },
        })),
        symbol: symbols[index % symbols.length],
        symbolSize: 9,
        itemStyle: { color: seriesColour(index), borderColor: colour("paper"), borderWidth: 1 },
        label: {
          show: true,
          position: "right",
          distance: 6,
          color: colour("soft"),
          fontSize: 10,
          formatter: ({ dataIndex }) => series.points[dataIndex].layer,
        },
        labelLayout: { hideOverlap: true },
        z: 4,
        tooltip: {
          formatter: ({ dataIndex }) => {
            const p = series.points[dataIndex];
            return p.layer + ", " + series.name + "\nd = " + grouped(p.x) + ": " + number(p.y) + interval(p.low, p.high, number);
          },
        },
      },
      line(series.expected, { color: seriesColour(index), width: 1.4, type: "dashed" }),
      line(series.fit, { color: seriesColour(index), width: 1 }),
    ]);
    options.series.push(line(data.theory, { color: colour("reference"), width: 1.6, type: "dashed" }));
    return options;
  }

  /* Things to choose from, each with its name, and the stairs of those that none beats. */
  function tradeOff(data) {
    const xs = data.points.map((p) => p.x);
    const heights = data.points.flatMap((p) => [p.y, p.low ?? p.y, p.high ?? p.y]);
    const [least, most] = [Math.min(...xs), Math.max(...xs)];
    const spare = (Math.max(...heights) - Math.min(...heights) || 1) * 0.08;
    const percent = { low: Math.max(0, Math.min(...heights) - spare), high: Math.min(100, Math.max(...heights) + spare) };
    const extent = data.logarithmic
      ? { low: least / 1.3, high: most * 2 }
      : { low: Math.max(0, least - (most - least || least) * 0.08), high: most + (most - least || least) * 0.35 };
    const options = base();
    options.grid = { left: 52, right: 16, top: 34, bottom: 44 };
    options.xAxis = Object.assign(axis(data.labelX, extent, plain), { nameGap: 26 });
    if (data.logarithmic) {
      options.xAxis.type = "log";
    }
    options.yAxis = vertical(data.labelY, percent, plain);
    options.yAxis.axisLabel.showMinLabel = false;
    options.yAxis.axisLabel.showMaxLabel = false;
    const named = (points, fill, text) => ({
      type: "scatter",
      data: points.map((p) => [p.x, p.y]),
      symbol: (value, { dataIndex }) => (points[dataIndex].compared ? "rect" : "circle"),
      symbolSize: 9,
      itemStyle: { color: fill, borderColor: seriesColour(0), borderWidth: 1.5 },
      z: 4,
      label: {
        show: true,
        position: "right",
        color: text,
        fontSize: 11,
        formatter: ({ dataIndex }) => points[dataIndex].name,
      },
      labelLayout: { moveOverlap: "shiftY", dy: -8 },
      tooltip: {
        formatter: ({ dataIndex }) => {
          const p = points[dataIndex];
          return p.name + "\n" + plain(p.y) + " %" + interval(p.low, p.high, plain) + "\n" + data.labelX + ": " + plain(p.x);
        },
      },
    });
    options.series = [
      {
        type: "line",
        step: "end",
        data: data.frontier.map((p) => [p.x, p.y]).concat(data.frontier.slice(-1).map((p) => [extent.high, p.y])),
        symbol: "none",
        silent: true,
        lineStyle: { color: colour("reference"), width: 1.4, type: "dashed" },
        z: 2,
      },
      whiskers({
        x: xs,
        low: data.points.map((p) => p.low),
        high: data.points.map((p) => p.high),
      }, 0),
      named(data.points.filter((p) => p.onFrontier), seriesColour(0), colour("ink")),
      named(data.points.filter((p) => !p.onFrontier), colour("paper"), colour("soft")),
    ];
    return options;
  }

  /* A row of marks for each thing: box, whisker, tick, hollow and filled symbol. */
  function rows(data, element) {
    const marks = data.marks;
    const values = marks
      .flatMap((mark) => [mark.value, mark.before, mark.tick, mark.low, mark.high, mark.lower, mark.upper])
      .filter((value) => value !== null);
    if (data.zero) {
      values.push(0);
    }
    const [least, most] = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [0, 1];
    const spare = Math.max((most - least) * 0.06, 1e-3);
    const longest = Math.max(...marks.map((mark) => mark.name.length));
    const names = Math.min(Math.max(150, longest * 6 + 14), element.clientWidth * 0.42);
    const options = base();
    options.grid = { left: names, right: 16, top: 6, bottom: 44 };
    options.xAxis = Object.assign(axis(data.label, data.shown || { low: least - spare, high: most + spare }, plain), {
      nameGap: 26,
      splitLine: { show: true, lineStyle: { color: colour("line") } },
      splitNumber: 4,
    });
    options.yAxis = {
      type: "category",
      inverse: true,
      data: marks.map((mark) => mark.name),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: colour("ink"), fontSize: 11, interval: 0, width: names - 10, overflow: "truncate" },
    };
    options.series = [
      {
        type: "custom",
        data: marks.map((mark, row) => [mark.value ?? mark.before ?? least, row]),
        renderItem: (params, api) => mark(marks[params.dataIndex], params.dataIndex, api),
        tooltip: { formatter: ({ dataIndex }) => words(marks[dataIndex]) },
        markLine: {
          silent: true,
          symbol: "none",
          label: { show: false },
          lineStyle: { color: colour("soft"), type: "solid", width: 1 },
          data: data.zero ? [{ xAxis: 0 }] : [],
        },
      },
    ];
    return options;
  }

  function words(mark) {
    return [
      mark.name,
      mark.before === null ? "" : "before " + plain(mark.before) + ", after ",
      (mark.value === null ? "" : plain(mark.value)) +
        interval(mark.low, mark.high, plain) + interval(mark.lower, mark.upper, plain),
      mark.tick === null ? "" : "tick " + plain(mark.tick),
    ].filter((line) => line !== "").join("\n");
  }

  function mark(data, row, api) {
    const paint = seriesColour(data.series);
    const at = (value) => api.coord([value, row]);
    const across = (from, to, width) => ({
      type: "line",
      shape: { x1: at(from)[0], y1: at(from)[1], x2: at(to)[0], y2: at(to)[1] },
      style: { stroke: paint, lineWidth: width },
    });
    const symbol = (value, hollow) => {
      const [x, y] = at(value);
      return {
        type: "path",
        x,
        y,
        shape: { pathData: paths[symbols[data.series % symbols.length]], x: -5, y: -5, width: 10, height: 10 },
        style: { fill: hollow ? colour("paper") : paint, stroke: paint, lineWidth: 1.5 },
      };
    };
    const children = [];
    if (data.lower !== null && data.upper !== null) {
      const [left, y] = at(data.lower);
      children.push({
        type: "rect",
        shape: { x: left, y: y - 6, width: Math.max(1, at(data.upper)[0] - left), height: 12 },
        style: { fill: colour("box"), stroke: paint, lineWidth: 1 },
      });
    }
    if (data.low !== null && data.high !== null) {
      children.push(across(data.low, data.high, 1.4));
    }
    if (data.before !== null && data.value !== null) {
      children.push(across(data.before, data.value, 1.4));
    }
    if (data.tick !== null) {
      const [x, y] = at(data.tick);
      children.push({
        type: "line",
        shape: { x1: x, x2: x, y1: y - 8, y2: y + 8 },
        style: { stroke: colour("reference"), lineWidth: 2 },
      });
    }
    if (data.before !== null) {
      children.push(symbol(data.before, true));
    }
    if (data.value !== null) {
      children.push(symbol(data.value, false));
    }
    return { type: "group", children };
  }

  function kindOf(element) {
    return Object.keys(drawers).find((name) => element.classList.contains(name));
  }

  function dataOf(element) {
    return JSON.parse(element.parentElement.querySelector("script").textContent);
  }

  /* What takeaway.js draws once more, at a width of its own. */
  globalThis.chartOption = (element, width) => drawers[kindOf(element)](dataOf(element), { clientWidth: width });

  function draw(element) {
    const kind = kindOf(element);
    const data = dataOf(element);
    const chart = charts.get(element) || echarts.init(element, null, renderers[kind]);
    charts.set(element, chart);
    chart.setOption(drawers[kind](data, element), true);
    chart.getZr().flush();
  }

  function redraw() {
    charts.forEach((chart, element) => draw(element));
  }

  /* On paper charts are small, and the style sheet says how small. */
  function resized() {
    charts.forEach((chart) => chart.resize());
    redraw();
  }

  const elements = Array.from(document.querySelectorAll(".chart"));
  const sizes = new ResizeObserver((entries) =>
    entries
      .filter((entry) => charts.has(entry.target))
      .filter((entry) => charts.get(entry.target).getWidth() !== entry.target.clientWidth)
      .forEach((entry) => {
        charts.get(entry.target).resize();
        draw(entry.target);
      }),
  );

  /* Drawn a little before they are scrolled to, so that the page is quick however many there are. */
  const nearby = new IntersectionObserver(
    (entries) =>
      entries
        .filter((entry) => entry.isIntersecting)
        .forEach((entry) => {
          nearby.unobserve(entry.target);
          draw(entry.target);
          sizes.observe(entry.target);
        }),
    { rootMargin: "800px" },
  );
  elements.forEach((element) => nearby.observe(element));

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  addEventListener("beforeprint", () => {
    elements.forEach(draw);
    resized();
  });
  addEventListener("afterprint", resized);
})();

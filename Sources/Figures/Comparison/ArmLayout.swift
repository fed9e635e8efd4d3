import Plotting

/// The panels of many arms: small multiples by the values of a key, or one panel per arm.
public struct ArmLayout: Sendable, Equatable {
    /// The arms of one panel.
    public struct Group: Sendable, Equatable {
        /// "div_factor 5"
        public var title: String
        /// Places of its arms.
        public var arms: [Int]

        /// A group.
        public init(title: String, arms: [Int]) {
            self.title = title
            self.arms = arms
        }
    }

    /// The key whose values have colours in ascending order.
    public struct Colors: Sendable, Equatable {
        /// "lr_max"
        public var name: String
        /// Its values, in ascending order.
        public var labels: [String]
        /// For each value, the place of an arm with its style.
        public var arms: [Int]

        /// A key of colours.
        public init(name: String, labels: [String], arms: [Int]) {
            self.name = name
            self.labels = labels
            self.arms = arms
        }
    }

    /// From the top left, row by row.
    public var groups: [Group]
    /// The key of the colours; nil if a legend names the arms of each panel, or if titles do.
    public var colors: Colors?
    /// Names for the legend, by the places of arms; empty without a legend.
    public var legend: [Int: String]
    /// Whether each panel shows the arms of the others as grey lines.
    public var showsOthers: Bool

    /// A layout.
    public init(groups: [Group], colors: Colors? = nil, legend: [Int: String] = [:], showsOthers: Bool = false) {
        self.groups = groups
        self.colors = colors
        self.legend = legend
        self.showsOthers = showsOthers
    }
}

/// Arranges panels of arms in rows, as many to a row as a page of the theme's medium holds.
struct PanelsOfArms {
    private let layout: ArmLayout
    private let theme: Theme
    private let columns: Int
    private let lines: Int

    init(_ layout: ArmLayout, theme: Theme) {
        self.layout = layout
        self.theme = theme
        let count = max(layout.groups.count, 1)
        let isNarrow = theme.designSize.width < 400
        // More panels to a row than are easily read, before the rows are too low for their axes.
        let (room, maxLines) = isNarrow ? (2, 8) : (4, 5)
        lines = min((count + room - 1) / room, maxLines)
        columns = (count + lines - 1) / lines
    }

    /// The page for all panels. Rows of panels are at least as high as their axes need.
    var preferredSize: Size {
        let key = Double(layout.colors?.labels.count ?? 0) * theme.tickSize * 1.5 + 150
        let width = columns == 1 ? 640.0 : columns == 2 ? 760 : 940
        return Size(width, max(110 + Double(lines) * (lines == 1 ? 220 : 150), key))
    }

    /// Rows of panels; the key of the colours is at the right of the first row.
    /// - Parameter panel: makes the panel of a group, with the names of its arms that the legend does not have yet.
    func rows(_ panel: (ArmLayout.Group, _ names: [Int: String]) -> Panel) -> [PanelRow] {
        var rows: [PanelRow] = []
        var named: Set<String> = []
        for start in stride(from: 0, to: layout.groups.count, by: columns) {
            let groups = layout.groups[start..<min(start + columns, layout.groups.count)]
            var panels = groups.enumerated().map { column, group in
                let names = layout.legend.filter { group.arms.contains($0.key) && !named.contains($0.value) }
                named.formUnion(names.values)
                var panel = panel(group, names)
                if column > 0 { panel.y.label = "" }
                return panel
            }
            if rows.isEmpty, let colors = layout.colors {
                panels.append(.key(of: colors, hasDashes: layout.groups.count == 1, theme))
            }
            rows.append(PanelRow(panels))
        }
        return rows.isEmpty ? [PanelRow([Panel(x: Axis("step"), y: Axis(""))])] : rows
    }
}

extension Panel {
    /// The lines and signs of a key's values, in a column with their names on its right. The highest value is at the
    /// top.
    /// - Parameter hasDashes: whether dashes and signs belong to the values; otherwise only colours do.
    static func key(of colors: ArmLayout.Colors, hasDashes: Bool, _ theme: Theme) -> Panel {
        var marks: [Mark] = []
        for (place, arm) in colors.arms.enumerated() {
            let (style, height) = (theme.series(arm), Double(place))
            let marker = Marker(style.marker, size: theme.markerSize * 0.85, fill: style.color)
            let pen =
                hasDashes ? style.pen(width: theme.averageWidth) : Pen(style.color, width: theme.averageWidth * 1.6)
            marks.append(Mark(.line(x: [0.05, 0.95], y: [height, height], pen: pen)))
            if hasDashes { marks.append(Mark(.points(x: [0.5], y: [height], marker: marker))) }
        }
        var names = Axis.names(colors.labels, label: colors.name)
        names.hasGrid = false
        var places = names
        (places.label, places.ticks) = ("", [])
        return Panel(
            x: Axis(lower: 0, upper: 1, ticks: [], hasGrid: false), y: places, right: names, marks: marks,
            hasAxes: true, weight: 0.14)
    }
}

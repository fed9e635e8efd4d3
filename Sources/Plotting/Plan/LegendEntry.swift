/// One line of a legend: a label with samples of its marks.
struct LegendEntry {
    /// A sample of a mark: a band, a line and a sign, each optional.
    struct Swatch {
        var band: Color?
        var pen: Pen?
        var marker: Marker?

        /// A line.
        init(_ pen: Pen) {
            self.pen = pen
        }

        /// A sample of a shape; nil for shapes that need no legend.
        init?(_ shape: Mark.Shape) {
            switch shape {
            case .line(_, _, let pen), .step(_, _, let pen), .horizontalRule(_, let pen), .verticalRule(_, let pen),
                .intervals(_, _, _, let pen, _, _):
                self.pen = pen
            case .band(_, _, _, let color), .bars(_, _, _, _, let color, _), .verticalSpan(_, _, let color),
                .horizontalSpan(_, _, let color):
                band = color
            case .points(_, _, let marker): self.marker = marker
            case .texts, .cells, .tiles: return nil
            }
        }

        /// Whether it is nearly transparent.
        var isFaint: Bool { [pen?.color, marker?.fill, band].allSatisfy { ($0?.alpha ?? 0) < 0.7 } }

        /// Whether it shows all that another does.
        func includes(_ other: Swatch) -> Bool {
            (other.band == nil || other.band == band) && (other.pen == nil || other.pen == pen)
                && (other.marker == nil || other.marker == marker)
        }

        private var color: Color? { (pen?.color ?? marker?.fill ?? band)?.opacity(1) }

        /// Both in one, if they have the same colour and different parts; nil otherwise.
        func joined(_ other: Swatch) -> Swatch? {
            guard color == other.color, band == nil || other.band == nil, pen == nil || other.pen == nil,
                marker == nil || other.marker == nil
            else { return nil }
            var both = self
            both.band = band ?? other.band
            both.pen = pen ?? other.pen
            both.marker = marker ?? other.marker
            return both
        }
    }

    var label: String
    var swatches: [Swatch]
    /// Whether all of it is pale, or only names a part of the panel. Such entries are omitted first.
    var isFaint: Bool { swatches.allSatisfy(\.isFaint) }

    /// The entries of marks; marks with the same label share an entry.
    static func of(_ marks: [Mark]) -> [LegendEntry] {
        var entries: [LegendEntry] = []
        for mark in marks {
            guard let label = mark.label, !label.isEmpty, let swatch = Swatch(mark.shape) else { continue }
            if let index = entries.firstIndex(where: { $0.label == label }) {
                entries[index].add(swatch)
            } else {
                entries.append(LegendEntry(label: label, swatches: [swatch]))
            }
        }
        return entries
    }

    /// Adds a swatch, joined with one of the same colour if possible.
    private mutating func add(_ swatch: Swatch) {
        if swatches.contains(where: { $0.includes(swatch) }) { return }
        for (index, other) in swatches.enumerated() {
            if let both = other.joined(swatch) {
                swatches[index] = both
                return
            }
        }
        swatches.append(swatch)
    }
}

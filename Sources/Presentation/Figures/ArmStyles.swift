import Comparison
package import Figures
package import Plotting
package import Runs

/// The names, colours, dashes and panels of a comparison's arms: the same in all its figures.
///
/// Values of an ordered key have colours of one sequence; other arms have colours of different hues. Arms differ in
/// dashes and signs, too.
package struct ArmStyles {
    /// One name per arm, without the part that all share.
    package let names: [String]
    /// Names for rows of many arms of a grid: values alone.
    package let rowNames: [String]
    /// The keys of ``rowNames``: "lr_max, div_factor"; empty if these are whole names.
    package let rowLabel: String
    /// Colours and dashes in words; nil if every arm has its own.
    package let legend: String?
    private let places: [SeriesPlace]
    /// Number of values of the key with colours of a sequence; nil for colours of different hues.
    private let sequence: Int?
    /// Panels for many arms; nil: one panel holds all.
    package let layout: ArmLayout?

    /// With more arms in a grid, rows are named by values alone.
    private static let maxWholeNames = 8

    package init(_ experiments: [RecordedExperiment]) {
        let sides = ArmSides(experiments)
        let found = sides?.names ?? Self.withoutPrefix(experiments.map(\.name))
        names = Set(found).count == found.count ? found : experiments.map(\.name)
        let isLarge = experiments.count > Self.maxWholeNames
        if let sides, isLarge, sides.sides.count > 1 {
            (rowNames, rowLabel) = (sides.rowNames, sides.rowLabel)
        } else {
            (rowNames, rowLabel) = (names, "")
        }
        guard let sides, let styles = sides.styles else {
            (places, sequence, legend) = ([], nil, nil)
            layout = isLarge ? .oneEach(names) : nil
            return
        }
        places = styles.places
        sequence = styles.sequence
        legend = styles.legend
        layout = isLarge ? styles.layout ?? (styles.sequence == nil ? .oneEach(names) : nil) : nil
    }

    /// The theme with the arms' colours and dashes.
    package func theme(_ theme: Theme) -> Theme {
        var theme = sequence.map { theme.sequential($0) } ?? theme
        theme.seriesPlaces = places
        return theme
    }

    /// Names without the words that they all begin with.
    private static func withoutPrefix(_ names: [String]) -> [String] {
        guard names.count > 1, let first = names.first else { return names }
        let words = first.split(separator: "-", omittingEmptySubsequences: false)
        for count in stride(from: words.count - 1, to: 0, by: -1) {
            let prefix = words.prefix(count).joined(separator: "-") + "-"
            if names.allSatisfy({ $0.hasPrefix(prefix) && $0 != prefix }) {
                return names.map { String($0.dropFirst(prefix.count)) }
            }
        }
        return names
    }
}

extension ArmLayout {
    /// A panel per arm, with the others in grey.
    fileprivate static func oneEach(_ names: [String]) -> ArmLayout {
        ArmLayout(
            groups: names.enumerated().map { Group(title: $0.element, arms: [$0.offset]) }, showsOthers: true)
    }
}

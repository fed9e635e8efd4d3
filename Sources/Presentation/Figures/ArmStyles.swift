import Comparison
package import Runs
package import Plotting

/// The names, colours and dashes of a comparison's arms in its figures.
package struct ArmStyles {
    /// One name per arm, without the part that all share.
    package let names: [String]
    /// What colours and dashes stand for; nil if every arm has its own.
    package let legend: String?
    private let places: [SeriesPlace]

    /// If there are more arms than colours, one key of their study sets the colour, another the dashes.
    package init(_ experiments: [RecordedExperiment]) {
        guard let grid = StudyGrid(experiments) else {
            names = Sensitivity(experiments)?.armNames ?? Self.withoutPrefix(experiments.map(\.name))
            (places, legend) = ([], nil)
            return
        }
        names = grid.names
        var sides = grid.keys.indices.map { key in
            (name: grid.keys[key].name, count: grid.keys[key].labels.count, numbers: grid.places.map { $0.values[key] })
        }
        if !grid.arms.isEmpty { sides.insert(("arm", grid.arms.count, grid.places.map(\.arm)), at: 0) }
        let limits = Theme.seriesStyles
        // The key with more values sets the colours; arms always do.
        if sides.count == 2, sides[0].count < sides[1].count, grid.arms.isEmpty { sides.swapAt(0, 1) }
        guard experiments.count > limits.colors, sides.count == 2, sides[0].count <= limits.colors,
            sides[1].count <= limits.dashes
        else {
            (places, legend) = ([], nil)
            return
        }
        places = zip(sides[0].numbers, sides[1].numbers).map { SeriesPlace(color: $0, dash: $1) }
        legend = "colours: \(sides[0].name); dashes and signs: \(sides[1].name)"
    }

    /// The theme with the arms' colours and dashes.
    package func theme(_ theme: Theme) -> Theme {
        var theme = theme
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

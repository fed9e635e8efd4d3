import Figures
import Plotting

extension ArmSides {
    /// Colours, dashes and panels of a grid's arms.
    struct Styles {
        var places: [SeriesPlace]
        /// Number of colours in a sequence; nil for colours of different hues.
        var sequence: Int?
        /// Colours and dashes in words.
        var legend: String?
        /// Small multiples; nil for a grid with one side.
        var layout: ArmLayout?
    }

    /// The least number of values for colours of a sequence: two are better told apart by hue.
    private static let minSequence = 3

    /// nil if every arm has a style of its own, by its place.
    var styles: Styles? {
        switch sides.count {
        case 1: sequence(sides[0])
        case 2: pair
        default: nil
        }
    }

    /// One ordered key: colours in sequence. Neighbours, whose colours are similar, differ in dashes.
    private func sequence(_ side: Side) -> Styles? {
        guard side.isOrdered, side.labels.count >= Self.minSequence else { return nil }
        let count = side.labels.count
        let dashes = count <= Theme.seriesStyles.dashes ? Theme.seriesStyles.dashes : 2
        let places = side.places.map { SeriesPlace(color: $0, dash: $0 % dashes) }
        var layout: ArmLayout?
        // A column of all values takes the place of a long legend.
        if let colors = colors(side) {
            layout = ArmLayout(groups: [.init(title: "", arms: Array(side.places.indices))], colors: colors)
        }
        return Styles(places: places, sequence: count, layout: layout)
    }

    /// Two sides: colours for one, panels and dashes for the other. Arms always have the colours; otherwise the ordered
    /// key with more values has.
    private var pair: Styles? {
        var (first, second) = (sides[0], sides[1])
        func rank(_ side: Side) -> (Int, Int, Int) {
            (side.isOfArms ? 1 : 0, side.isOrdered && side.labels.count >= Self.minSequence ? 1 : 0, side.labels.count)
        }
        if rank(first) < rank(second) { swap(&first, &second) }
        let isSequence = first.isOrdered && first.labels.count >= Self.minSequence
        guard isSequence || first.labels.count <= Theme.seriesStyles.colors,
            second.labels.count <= Theme.seriesStyles.dashes || isSequence
        else { return nil }
        let dashes = Theme.seriesStyles.dashes
        let places = zip(first.places, second.places).map { SeriesPlace(color: $0, dash: $1 % dashes) }
        let groups = second.labels.indices.map { value in
            ArmLayout.Group(
                title: second.isOfArms ? second.labels[value] : "\(second.name) \(second.labels[value])",
                arms: places.indices.filter { second.places[$0] == value }.sorted {
                    first.places[$0] < first.places[$1]
                })
        }
        var layout = ArmLayout(groups: groups)
        if isSequence {
            layout.colors = colors(first)
        } else {
            for arm in places.indices { layout.legend[arm] = first.labels[first.places[arm]] }
        }
        return Styles(
            places: places, sequence: isSequence ? first.labels.count : nil,
            legend: "colours: \(first.name); dashes and signs: \(second.name)", layout: layout)
    }

    /// The key of a side's colours; nil if an experiment is missing for one of its values.
    private func colors(_ side: Side) -> ArmLayout.Colors? {
        let arms = side.labels.indices.compactMap { value in side.places.firstIndex(of: value) }
        guard arms.count == side.labels.count else { return nil }
        return ArmLayout.Colors(name: side.name, labels: side.labels, arms: arms)
    }
}

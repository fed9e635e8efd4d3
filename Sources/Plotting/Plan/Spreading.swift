/// Moves things in a column apart, as little as possible.
package enum Spreading {
    /// The middles of boxes of given heights, in the order of their wanted middles. No box overlaps another, and all
    /// lie between two ends. The sum of the squared distances to the wanted middles is the smallest possible.
    ///
    /// Less the heights before them, the middles only have to rise. This is an isotonic regression by pooling adjacent
    /// violators (Barlow et al., 1972). Limits at both ends cut its result off.
    /// - Returns: in the order of `wanted`; nil if the column is too short.
    package static func middles(_ wanted: [Double], heights: [Double], from top: Double, to bottom: Double) -> [Double]?
    {
        let total = heights.reduce(0, +)
        guard total <= bottom - top + 1e-6 else { return nil }
        let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
        var before: [Double] = []
        var sum = 0.0
        for index in order {
            before.append(sum + heights[index] / 2)
            sum += heights[index]
        }
        var pools: [(mean: Double, count: Int)] = []
        for (index, taken) in zip(order, before) {
            pools.append((wanted[index] - taken, 1))
            while pools.count > 1, pools[pools.count - 2].mean > pools[pools.count - 1].mean {
                let (last, other) = (pools.removeLast(), pools.removeLast())
                let count = last.count + other.count
                pools.append(
                    ((last.mean * Double(last.count) + other.mean * Double(other.count)) / Double(count), count))
            }
        }
        let places = pools.flatMap { Array(repeating: min(max($0.mean, top), bottom - total), count: $0.count) }
        var middles = wanted
        for (place, index) in order.enumerated() { middles[index] = places[place] + before[place] }
        return middles
    }
}

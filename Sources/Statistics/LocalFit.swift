/// Weighted means of a column, and heights of weighted lines through it. Values that are not finite are gaps: they have
/// neither, and count for neither.
///
/// Far from gaps and ends the weights are those of the bell. Their sum is 1, and their centre is the place itself. So
/// only the ends of a column without gaps need weights of their own.
struct LocalFit {
    /// Places that need weights of their own.
    private struct Piece {
        /// The places with results.
        let results: Range<Int>
        /// The places that they need.
        let needed: Range<Int>
        let weights: LocalWeights
    }

    private let kernel: BellKernel
    private let pieces: [Piece]
    private let isOnePiece: Bool

    init(_ values: [Double], _ kernel: BellKernel) {
        self.kernel = kernel
        let (count, reach) = (values.count, kernel.reach)
        func piece(_ results: Range<Int>, _ needed: Range<Int>) -> Piece {
            Piece(results: results, needed: needed, weights: LocalWeights(values[needed].map { !$0.isFinite }, kernel))
        }
        isOnePiece = count <= 4 * reach || values.contains { !$0.isFinite }
        pieces =
            isOnePiece
            ? [piece(0..<count, 0..<count)]
            : [piece(0..<reach, 0..<2 * reach), piece(count - reach..<count, count - 2 * reach..<count)]
    }

    /// Weighted means; NaN at gaps.
    func means(_ values: [Double]) -> [Double] { results(values) { $0.means($1) } }

    /// Heights of the fitted lines; NaN at gaps.
    func lines(_ values: [Double]) -> [Double] { results(values) { $0.lines($1) } }

    private func results(_ values: [Double], _ part: (LocalWeights, [Double]) -> [Double]) -> [Double] {
        var results = isOnePiece ? values : kernel.sums(values)
        for piece in pieces {
            let found = part(piece.weights, Array(values[piece.needed]))
            for index in piece.results { results[index] = found[index - piece.needed.lowerBound] }
        }
        return results
    }
}

/// The weights around every place of a column, with their first two moments.
private struct LocalWeights {
    private let kernel: BellKernel
    private let isGap: [Bool]
    private let places: [Double]
    /// Sums of the weights, and of the weights times the distance and its square.
    private let weight: [Double]
    private let distance: [Double]
    private let square: [Double]

    init(_ isGap: [Bool], _ kernel: BellKernel) {
        self.kernel = kernel
        self.isGap = isGap
        // From the middle, so that squares stay small.
        let middle = Double(isGap.count - 1) / 2
        let places = isGap.indices.map { Double($0) - middle }
        self.places = places
        let ones = isGap.map { $0 ? 0.0 : 1 }
        let weight = kernel.sums(ones)
        let first = kernel.sums(zip(ones, places).map { $0 * $1 })
        let second = kernel.sums(zip(ones, places).map { $0 * $1 * $1 })
        self.weight = weight
        distance = places.indices.map { first[$0] - places[$0] * weight[$0] }
        square = places.indices.map {
            second[$0] - 2 * places[$0] * first[$0] + places[$0] * places[$0] * weight[$0]
        }
    }

    func means(_ values: [Double]) -> [Double] {
        let sums = kernel.sums(filled(values))
        return sums.indices.map { isGap[$0] ? .nan : sums[$0] / weight[$0] }
    }

    func lines(_ values: [Double]) -> [Double] {
        let filled = filled(values)
        let sums = kernel.sums(filled)
        let moments = kernel.sums(zip(filled, places).map { $0 * $1 })
        return sums.indices.map { index in
            if isGap[index] { return .nan }
            let (weight, distance, square) = (weight[index], distance[index], square[index])
            let slope = moments[index] - places[index] * sums[index]
            let determinant = weight * square - distance * distance
            // A single value has no line.
            guard determinant > 1e-6 * weight * weight else { return sums[index] / weight }
            return (square * sums[index] - distance * slope) / determinant
        }
    }

    private func filled(_ values: [Double]) -> [Double] { zip(values, isGap).map { $1 ? 0 : $0 } }
}

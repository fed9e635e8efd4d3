/// Sums weighted with a bell: k = box * box * box, a box being 1 / width over `width` neighbours.
///
/// Three box means in a row weigh like a Gaussian, to 3 % of its peak. Its deviation is sqrt(width^2 - 1) / 2. The sums
/// take time in proportion to the number of values, for any width. They only add, so a huge value leaves no rounding
/// error behind. The sums run from both ends of blocks (van Herk, Pattern Recognition Letters 13, 1992).
struct BellKernel {
    /// The number of neighbours in one box; odd.
    let width: Int

    /// - Parameter steps: the number of equally weighted values whose mean is as noisy as the bell's.
    init(steps: Double) {
        let wanted = min(max(steps.isFinite ? steps : 1, 1), 1e9) * 11 / 20
        width = 2 * Int((wanted / 2).rounded(.down)) + 1
    }

    /// The number of equally weighted values whose mean is as noisy: 20/11 of the width. The integral of the squared
    /// bell is 11/20 of a box's.
    var steps: Int { width == 1 ? 1 : Int((Double(width) * 20 / 11).rounded()) }

    /// The distance of the farthest neighbour.
    var reach: Int { 3 * (width / 2) }

    /// The weighted sum around every place. Values beyond the ends count as 0.
    func sums(_ values: [Double]) -> [Double] {
        guard width > 1, !values.isEmpty else { return values }
        let reach = width / 2
        // The first two boxes reach beyond the ends; the next ones need their values there.
        let (count, padded) = (values.count, values.count + 6 * reach)
        var line = [Double](repeating: 0, count: padded)
        var (rising, falling) = (line, line)
        line.withUnsafeMutableBufferPointer { line in
            for index in values.indices { line[3 * reach + index] = values[index] }
            rising.withUnsafeMutableBufferPointer { rising in
                falling.withUnsafeMutableBufferPointer { falling in
                    for _ in 0..<3 { box(line, rising, falling) }
                }
            }
        }
        return Array(line[3 * reach..<3 * reach + count])
    }

    /// Replaces each value by the mean of its box; `reach` values at each end lose theirs.
    private func box(
        _ line: UnsafeMutableBufferPointer<Double>, _ rising: UnsafeMutableBufferPointer<Double>,
        _ falling: UnsafeMutableBufferPointer<Double>
    ) {
        let (count, share) = (line.count, 1 / Double(width))
        // Sums from the start of each block, and to its end. A window is the end of one block and the start of the next.
        var start = 0
        while start < count {
            let end = min(start + width, count)
            var sum = 0.0
            for index in start..<end {
                sum += line[index]
                rising[index] = sum
            }
            sum = 0
            for index in stride(from: end - 1, through: start, by: -1) {
                sum += line[index]
                falling[index] = sum
            }
            start = end
        }
        let reach = width / 2
        guard count > 2 * reach else { return }
        var place = 0
        for index in reach..<count - reach {
            let (first, last) = (index - reach, index + reach)
            line[index] = (place == 0 ? rising[last] : falling[first] + rising[last]) * share
            place = place + 1 == width ? 0 : place + 1
        }
    }
}

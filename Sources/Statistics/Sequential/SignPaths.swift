/// The sums of differences under every sign pattern that a sequential test has not rejected yet.
struct SignPaths {
    let patterns: SignPatterns
    /// Numbers of the patterns; the first is 0, the recorded path, until it is rejected.
    private var alive: [Int32]
    /// One per pattern alive.
    private var sums: [Double]
    private var places = 0
    private var rejected = 0

    init(_ patterns: SignPatterns) {
        self.patterns = patterns
        alive = (0..<Int32(patterns.half)).map { $0 }
        sums = Array(repeating: 0, count: patterns.half)
    }

    /// Adds a difference to every path.
    mutating func append(_ difference: Double) {
        let mask = Int32(patterns.mask(places))
        places += 1
        alive.withUnsafeBufferPointer { alive in
            sums.withUnsafeMutableBufferPointer { sums in
                for index in sums.indices {
                    // The parity of the bits, folded into one: without branches, so that the loop takes wide registers.
                    var bits = alive[index] & mask
                    bits ^= bits >> 16
                    bits ^= bits >> 8
                    bits ^= bits >> 4
                    bits ^= bits >> 2
                    bits ^= bits >> 1
                    sums[index] += Double(1 &- 2 &* (bits & 1)) * difference
                }
            }
        }
    }

    /// Rejects the paths with the largest |sum|, up to a total of `budget` since the start.
    ///
    /// Paths whose sums differ by at most `tolerance` are rejected together, or not at all.
    /// - Returns: whether the recorded path is rejected.
    mutating func reject(upTo budget: Int, tolerance: Double) -> Bool {
        let count = budget - rejected
        guard count > 0, count < sums.count else { return false }
        let bound = largest(count + 1) + tolerance
        if abs(sums[0]) > bound { return true }
        var kept = 0
        for index in sums.indices where abs(sums[index]) <= bound {
            sums[kept] = sums[index]
            alive[kept] = alive[index]
            kept += 1
        }
        rejected += sums.count - kept
        sums.removeLast(sums.count - kept)
        alive.removeLast(alive.count - kept)
        return false
    }

    /// The |sum| with this rank; the largest has rank 1.
    private func largest(_ rank: Int) -> Double {
        // The largest so far, in ascending order: few sums enter it.
        var top: [Double] = []
        top.reserveCapacity(rank + 1)
        var least = -1.0
        for sum in sums {
            let size = abs(sum)
            if size <= least { continue }
            if top.count == rank { top.removeFirst() }
            var (low, high) = (0, top.count)
            while low < high {
                let middle = (low + high) / 2
                if top[middle] < size { low = middle + 1 } else { high = middle }
            }
            top.insert(size, at: low)
            if top.count == rank { least = top[0] }
        }
        return top.first ?? 0
    }
}

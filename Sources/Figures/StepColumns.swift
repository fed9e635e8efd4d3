import Training

/// The columns of a history's steps, taken apart in one go: records are wide, and a pass a column would read all of
/// them as often.
struct StepColumns {
    private(set) var step: [Double] = []
    private(set) var lr: [Double] = []
    /// Not a number where there is none.
    private(set) var momentum: [Double] = []
    private(set) var loss: [Double] = []
    /// In percent.
    private(set) var accuracy: [Double] = []
    /// The last step of every epoch.
    private(set) var epochEnds: [Int: Int] = [:]

    init(_ records: [StepRecord]) {
        step.reserveCapacity(records.count)
        lr.reserveCapacity(records.count)
        momentum.reserveCapacity(records.count)
        loss.reserveCapacity(records.count)
        accuracy.reserveCapacity(records.count)
        for start in stride(from: 0, to: records.count, by: 256) {
            let block = records[start..<min(start + 256, records.count)]
            step.append(contentsOf: block.lazy.map { Double($0.step) })
            lr.append(contentsOf: block.lazy.map(\.lr))
            momentum.append(contentsOf: block.lazy.map { $0.momentum ?? .nan })
            loss.append(contentsOf: block.lazy.map(\.loss))
            accuracy.append(contentsOf: block.lazy.map { $0.accuracy * 100 })
            for index in block.indices
            where index + 1 == records.count || records[index + 1].epoch != records[index].epoch {
                epochEnds[records[index].epoch] = records[index].step
            }
        }
    }
}

import Training

/// The columns of a history's steps, taken apart in one go: records are wide, and a pass a column would read all of
/// them as often.
struct StepColumns {
    private(set) var step: [Double]
    private(set) var lr: [Double]
    /// Not a number where there is none.
    private(set) var momentum: [Double]
    private(set) var loss: [Double]
    /// In percent.
    private(set) var accuracy: [Double]
    /// The last step of every epoch.
    private(set) var epochEnds: [Int: Int] = [:]

    init(_ records: [StepRecord]) {
        step = Array(repeating: 0, count: records.count)
        (lr, momentum, loss, accuracy) = (step, step, step, step)
        var ends: [Int: Int] = [:]
        step.withUnsafeMutableBufferPointer { step in
            lr.withUnsafeMutableBufferPointer { lr in
                momentum.withUnsafeMutableBufferPointer { momentum in
                    loss.withUnsafeMutableBufferPointer { loss in
                        accuracy.withUnsafeMutableBufferPointer { accuracy in
                            for (index, record) in records.enumerated() {
                                step[index] = Double(record.step)
                                lr[index] = record.lr
                                momentum[index] = record.momentum ?? .nan
                                loss[index] = record.loss
                                accuracy[index] = record.accuracy * 100
                                if index + 1 == records.count || records[index + 1].epoch != record.epoch {
                                    ends[record.epoch] = record.step
                                }
                            }
                        }
                    }
                }
            }
        }
        epochEnds = ends
    }
}

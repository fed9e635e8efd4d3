import Training

/// The columns of a history's steps, collected in one pass over the wide records.
struct StepColumns {
    let step: [Double]
    let lr: [Double]
    /// NaN at steps without momentum.
    let momentum: [Double]
    /// Empty if it is not scheduled.
    let weightDecay: [Double]
    let loss: [Double]
    /// In percent.
    let accuracy: [Double]
    /// The last step of every epoch.
    let epochEnds: [Int: Int]

    init(_ records: [StepRecord]) {
        let count = records.count
        var ends: [Int: Int] = [:]
        /// A column without values yet, for `fill` to write all of them.
        func column(_ fill: (UnsafeMutableBufferPointer<Double>) -> Void) -> [Double] {
            [Double](unsafeUninitializedCapacity: count) { buffer, written in
                fill(buffer)
                written = count
            }
        }
        var (lr, momentum, loss, accuracy): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
        step = column { step in
            lr = column { lr in
                momentum = column { momentum in
                    loss = column { loss in
                        accuracy = column { accuracy in
                            for (index, record) in records.enumerated() {
                                step.initializeElement(at: index, to: Double(record.step))
                                lr.initializeElement(at: index, to: record.lr)
                                momentum.initializeElement(at: index, to: record.momentum ?? .nan)
                                loss.initializeElement(at: index, to: record.loss)
                                accuracy.initializeElement(at: index, to: record.accuracy * 100)
                                if index + 1 == count || records[index + 1].epoch != record.epoch {
                                    ends[record.epoch] = record.step
                                }
                            }
                        }
                    }
                }
            }
        }
        (self.lr, self.momentum, self.loss, self.accuracy) = (lr, momentum, loss, accuracy)
        weightDecay = records.first?.weightDecay == nil ? [] : records.map { $0.weightDecay ?? .nan }
        epochEnds = ends
    }
}

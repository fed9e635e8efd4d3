import Foundation
import Training

/// steps.csv and epochs.csv. Numbers are the shortest decimals that read back as the same value; nothing is rounded.
enum HistoryCSV {
    static let stepsHeader = "step,epoch,lr,momentum,loss,accuracy"
    static let epochsHeader = "epoch,train_loss,valid_loss,accuracy,seconds"

    /// Where a schedule moves weight decay there is one column more.
    static let decayingStepsHeader = stepsHeader + ",weight_decay"

    static func encode(_ steps: [StepRecord]) -> String {
        let hasDecay = steps.contains { $0.weightDecay != nil }
        var text = (hasDecay ? decayingStepsHeader : stepsHeader) + "\n"
        text.reserveCapacity(steps.count * 96)
        for row in steps {
            let momentum = row.momentum.map(number) ?? ""
            let values = "\(number(row.lr)),\(momentum),\(number(row.loss)),\(number(row.accuracy))"
            text += "\(row.step),\(row.epoch),\(values)"
            text += (hasDecay ? "," + (row.weightDecay.map(number) ?? "") : "") + "\n"
        }
        return text
    }

    static func encode(_ epochs: [EpochRecord]) -> String {
        var text = epochsHeader + "\n"
        for row in epochs {
            let losses = "\(number(row.trainLoss)),\(number(row.validLoss))"
            text += "\(row.epoch),\(losses),\(number(row.accuracy)),\(number(row.seconds))\n"
        }
        return text
    }

    /// What is not a number has a sign that means nothing, and that differs between processors.
    private static func number(_ value: Double) -> String { value.isNaN ? "nan" : "\(value)" }

    static func steps(at path: String) throws(StoreError) -> [StepRecord] {
        let table = try NumberTable(at: path, header: stepsHeader, or: decayingStepsHeader)
        return (0..<table.count).map { row in
            StepRecord(
                step: Int(table[row, 0] ?? 0), epoch: Int(table[row, 1] ?? 0), lr: table[row, 2] ?? .nan,
                momentum: table[row, 3], weightDecay: table.names.count > 6 ? table[row, 6] : nil,
                loss: table[row, 4] ?? .nan, accuracy: table[row, 5] ?? .nan)
        }
    }

    static func epochs(at path: String) throws(StoreError) -> [EpochRecord] {
        let table = try NumberTable(at: path, header: epochsHeader)
        return (0..<table.count).map { row in
            EpochRecord(
                epoch: Int(table[row, 0] ?? 0), trainLoss: table[row, 1] ?? .nan, validLoss: table[row, 2] ?? .nan,
                accuracy: table[row, 3] ?? .nan, seconds: table[row, 4] ?? .nan)
        }
    }
}

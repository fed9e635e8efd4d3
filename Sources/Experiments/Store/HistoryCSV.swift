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
        try NumberTable.read(path, header: stepsHeader, or: decayingStepsHeader).map { row in
            StepRecord(
                step: Int(row[0] ?? 0), epoch: Int(row[1] ?? 0), lr: row[2] ?? .nan, momentum: row[3],
                weightDecay: row.count > 6 ? row[6] : nil, loss: row[4] ?? .nan, accuracy: row[5] ?? .nan)
        }
    }

    static func epochs(at path: String) throws(StoreError) -> [EpochRecord] {
        try NumberTable.read(path, header: epochsHeader).map { row in
            EpochRecord(
                epoch: Int(row[0] ?? 0), trainLoss: row[1] ?? .nan, validLoss: row[2] ?? .nan,
                accuracy: row[3] ?? .nan, seconds: row[4] ?? .nan)
        }
    }
}

/// Comma-separated numbers under a header, as run folders hold them.
enum NumberTable {
    /// Rows of as many fields as the header has, which is `header` or the longer one; an empty field is nil.
    /// - Throws: `StoreError` where the file is not there, has another header, or holds something else than numbers.
    static func read(_ path: String, header: String, or longer: String? = nil) throws(StoreError) -> [[Double?]] {
        let data = try AtomicFile.read(path)
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let first = lines.first.map(String.init)
        guard first == header || first == longer, let found = first else {
            throw .malformed(path: path, line: 1, what: "the header is not \(header)")
        }
        let names = found.split(separator: ",").map(String.init)
        var rows: [[Double?]] = []
        rows.reserveCapacity(lines.count)
        for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard fields.count == names.count else {
                throw .malformed(path: path, line: index + 1, what: "\(fields.count) fields, not \(names.count)")
            }
            var row: [Double?] = []
            for (name, field) in zip(names, fields) {
                if field.isEmpty {
                    row.append(nil)
                    continue
                }
                guard let value = Double(field) else {
                    throw .malformed(
                        path: path, line: index + 1, what: "\(name): \"\(field.prefix(40))\" is not a number")
                }
                if ["step", "epoch", "seed"].contains(name), !(value >= 0 && value <= 0x1p53) {
                    throw .malformed(path: path, line: index + 1, what: "\(name): \(field.prefix(40)) is not a count")
                }
                row.append(value)
            }
            rows.append(row)
        }
        return rows
    }
}

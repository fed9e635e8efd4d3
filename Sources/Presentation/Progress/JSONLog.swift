import RangeTest
import Training
package import Runs
import Foundation

/// Events as JSON, one object per line.
package struct JSONLog: RunDisplay {
    private struct Line: Encodable {
        var event: String
        var name: String?
        var seed: UInt64?
        var step: Int?
        var steps: Int?
        var epoch: Int?
        var trainLoss: Double?
        var runningLoss: Double?
        var validLoss: Double?
        var accuracy: Double?
        var seconds: Double?
        var status: String?
        var lr: Double?
        var message: String?
        var path: String?
        var seeds: [UInt64]?
        var host: String?
        var pid: Int32?
    }

    package let console: Console

    package init(_ console: Console) { self.console = console }

    package func receive(_ event: RunEvent) {
        let line =
            switch event {
            case .skipped(let name, let seed): Line(event: "skipped", name: name, seed: seed)
            case .doneElsewhere(let name, let seed?): Line(event: "skipped", name: name, seed: seed)
            case .doneElsewhere(let name, nil): Line(event: "range_test_skipped", name: name)
            case .waiting(let work):
                Line(
                    event: "waiting", name: work.name, seeds: work.seeds, host: work.holder.host, pid: work.holder.pid)
            case .rangeTestLeftOut(let name): Line(event: "range_test_left_out", name: name)
            case .moved(let name, let moved): Line(event: "moved", name: name, path: moved.path)
            case .resumed(let name, let seed, let step, let total):
                Line(event: "resumed", name: name, seed: seed, step: step, steps: total)
            case .notResumed(let name, let seed, let message):
                Line(event: "not_resumed", name: name, seed: seed, message: message)
            case .suspended(let name, let seed, let step, let total):
                Line(event: "checkpoint", name: name, seed: seed, step: step, steps: total)
            case .notSaved(let name, let seed, let message):
                Line(event: "not_kept", name: name, seed: seed, message: message)
            case .epoch(let name, let seed, let record):
                Line(
                    event: "epoch", name: name, seed: seed, epoch: record.epoch, trainLoss: finite(record.trainLoss),
                    runningLoss: finite(record.runningLoss), validLoss: finite(record.validLoss),
                    accuracy: finite(record.accuracy), seconds: record.seconds)
            case .finished(let summary):
                Line(
                    event: "finished", name: summary.name, seed: summary.seed, accuracy: summary.final?.accuracy,
                    seconds: summary.trainSeconds, status: summary.status.rawValue)
            case .profiled(let name, let seed, _): Line(event: "profiled", name: name, seed: seed)
            case .found(let name, let record):
                Line(event: "lr_finder", name: name, lr: try? record.suggestedLR(.recommended))
            case .cannotWrite(let output): Line(event: "cannot_write", path: output)
            case .failed(let name, let seed, let message):
                Line(event: "failed", name: name, seed: seed, message: message)
            }
        write(line)
    }

    package func interrupted() { write(Line(event: "interrupted")) }

    private func write(_ line: Line) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        if let data = try? encoder.encode(line) { console.message(String(decoding: data, as: UTF8.self)) }
    }

    private func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
}

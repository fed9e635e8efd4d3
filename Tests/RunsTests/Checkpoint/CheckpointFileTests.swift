import Files
import Foundation
import Networks
import Runs
import TestSupport
import Testing
import Training

@Suite("Checkpoint files")
struct CheckpointFileTests {
    private let network: NetworkDefinition
    private let point: TrainingPoint
    private let origin = CheckpointOrigin(
        spec: "a spec", seed: 3, images: ImageHashes(trainData: "t", validData: "v"), totalSteps: 100)

    init() throws {
        network = try NetworkDefinition(
            input: ImageShape(channels: 1, height: 4, width: 4), classes: 2,
            layers: [
                .convolution(out: 3, window: Window(kernel: 3), bias: true), .batchNorm, .flatten,
                .linear(out: 2, bias: true),
            ])
        let tensors = Initializer.torchDefault.tensors(for: network, seed: 1)
        point = TrainingPoint(
            position: .init(
                step: 42, epoch: 4, batch: 2, epochSeconds: 0.1, validation: .init(loss: 0.7, accuracy: 0.5)),
            network: NetworkState(parameters: tensors, of: network),
            optimizer: .init(tensors: ["mean": tensors, "square": tensors], counters: ["steps": 42]),
            callbacks: [
                "recorder": CallbackState(numbers: ["average": [0.1, 0.2], "steps": []]),
                "best_weights": CallbackState(numbers: [:], bytes: ["model": Data([0, 1, 255])]),
                "nothing": CallbackState(),
            ])
    }

    private func with(_ body: (String) throws -> Void) throws {
        try TemporaryFolder.with { folder in
            let path = folder + "/checkpoint-42.safetensors"
            try CheckpointFile.write(point, of: origin, network: network, to: path)
            try body(path)
        }
    }

    private func read(
        _ path: String, _ change: (inout CheckpointOrigin) -> Void = { _ in }
    ) -> Result<TrainingPoint, CheckpointIssue.Reason> {
        var run = origin
        change(&run)
        return Result { () throws(CheckpointIssue.Reason) in try CheckpointFile.read(path, for: run, network: network) }
    }

    @Test("a point comes back as it was")
    func roundTrip() throws {
        try with { path in
            #expect(read(path) == .success(point))
            var early = point
            (early.position.validation, early.callbacks, early.optimizer) = (
                nil, [:], .init(tensors: [:], counters: [:])
            )
            try CheckpointFile.write(early, of: origin, network: network, to: path)
            #expect(read(path) == .success(early))
        }
    }

    @Test("any altered byte and any cut are damage")
    func damage() throws {
        try with { path in
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            func isDamaged(_ data: Data) throws -> Bool {
                try data.write(to: URL(fileURLWithPath: path))
                return read(path) == .failure(.damaged)
            }
            for place in whole.indices {
                var altered = whole
                altered[place] ^= 1 << UInt8(place % 8)
                #expect(try isDamaged(altered), "byte \(place)")
            }
            for count in [0, 1, 8, 50, 99, 200, whole.count - 1] {
                #expect(try isDamaged(whole.prefix(count)), "\(count) bytes")
            }
            #expect(try isDamaged(whole + Data([0])))
            #expect(try !isDamaged(whole))
            try FileManager.default.removeItem(atPath: path)
            #expect(read(path) == .failure(.damaged))
        }
    }

    @Test("the checksum is that of the file with zeros in its place")
    func checksum() throws {
        try with { path in
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            let text = String(decoding: bytes[8..<400], as: UTF8.self)
            let digits = try #require(text.firstMatch(of: /"sha256":"([0-9a-f]{64})"/)?.1)
            let start = 8 + text.utf8.distance(from: text.startIndex, to: digits.startIndex)
            bytes.replaceSubrange(start..<start + 64, with: Data(repeating: UInt8(ascii: "0"), count: 64))
            #expect(ContentDigest.of(bytes) == digits)
        }
    }

    @Test("a checkpoint of another origin says which")
    func origins() throws {
        try with { path in
            typealias Reason = CheckpointIssue.Reason
            func reason(_ change: (inout CheckpointOrigin) -> Void) -> Reason? {
                if case .failure(let reason) = read(path, change) { reason } else { nil }
            }
            #expect(reason { $0.spec = "other" } == .otherSettings)
            #expect(reason { $0.seed = 4 } == .otherSettings)
            #expect(reason { $0.seed = nil } == .otherSettings)
            #expect(reason { $0.totalSteps = 101 } == .otherSettings)
            #expect(reason { $0.images.validData = "w" } == .otherImages)
            #expect(reason { $0.isa = "none" } == .otherInstructionSet(origin.isa, now: "none"))
            #expect(reason { $0.cpu = "none" } == .otherProcessor(origin.cpu, now: "none"))
            #expect(reason { $0.oneDNN = "0" } == .otherLibrary(origin.oneDNN, now: "0"))
            #expect(reason { $0.program = "0" } == .otherProgram(origin.program, now: "0"))
            let issue = CheckpointIssue(path: "a/checkpoint-42.safetensors", reason: .otherImages)
            #expect("\(issue)" == "a/checkpoint-42.safetensors: not used: made with other images")
        }
    }

    @Test("tensors of another network do not fit")
    func otherNetwork() throws {
        try with { path in
            let other = try NetworkDefinition(
                input: ImageShape(channels: 1, height: 4, width: 4), classes: 2,
                layers: [
                    .convolution(out: 4, window: Window(kernel: 3), bias: true), .batchNorm, .flatten,
                    .linear(out: 2, bias: true),
                ])
            #expect(throws: CheckpointIssue.Reason.unfit("it lacks tensors of this training")) {
                try CheckpointFile.read(path, for: origin, network: other)
            }
        }
    }
}

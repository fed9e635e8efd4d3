import Files
import Foundation
package import Networks
package import Training

/// The file format of checkpoints: a safetensors file with a checksum of all its bytes.
///
/// The header's notes hold the origin and the place in the training. Names of the network's tensors begin with
/// `model.`, those of the optimizer with `optimizer.ARRAY.`, those of callbacks with `callback/NAME/`. The first note
/// is the checksum: the SHA-256 of the file with 64 zeros in its place.
package enum CheckpointFile {
    /// The format's name and version.
    package static let format = "onecycle checkpoint 1"

    private static let noChecksum = String(repeating: "0", count: 64)

    /// The place of the checksum, in the first note.
    private static let checksum: Range<Int> = {
        let start = 8 + #"{"__metadata__":{"sha256":""#.utf8.count
        return start..<start + noChecksum.utf8.count
    }()

    // MARK: Writing

    /// Writes and syncs a checkpoint.
    /// - Parameters:
    ///   - origin: the run's; `read` compares it.
    ///   - network: the run's; it names and shapes the tensors.
    /// - Throws: `FileError`.
    package static func write(
        _ point: TrainingPoint, of origin: CheckpointOrigin, network: NetworkDefinition, to path: String
    ) throws {
        let archive = archive(of: point, origin, network)
        var header = archive.header
        var digest = ContentDigest()
        header.withUnsafeBytes { digest.update($0) }
        for entry in archive.entries { entry.values.withBytes { digest.update($0) } }
        header.replaceSubrange(checksum, with: digest.hexadecimal.utf8)
        try AtomicFile.write(to: path) { write in
            try header.withUnsafeBytes { try write($0) }
            for entry in archive.entries { try entry.values.withBytes { try write($0) } }
        }
    }

    private static func archive(
        of point: TrainingPoint, _ origin: CheckpointOrigin, _ network: NetworkDefinition
    ) -> SafetensorsArchive {
        typealias Entry = SafetensorsArchive.Entry
        let position = point.position
        var notes: [SafetensorsArchive.Note] = [
            .init("sha256", noChecksum), .init("format", format), .init("program", origin.program),
            .init("spec", origin.spec), .init("train_data", origin.images.trainData),
            .init("valid_data", origin.images.validData), .init("isa", origin.isa), .init("cpu", origin.cpu),
            .init("onednn", origin.oneDNN), .init("total_steps", "\(origin.totalSteps)"),
            .init("step", "\(position.step)"), .init("epoch", "\(position.epoch)"),
            .init("batch", "\(position.batch)"),
        ]
        if let seed = origin.seed { notes.append(.init("seed", "\(seed)")) }

        var entries = point.network.entries(for: network, prefix: "model.")
        for (name, tensors) in point.optimizer.tensors.sorted(by: { $0.key < $1.key }) {
            entries += zip(network.parameters, tensors).map {
                Entry("optimizer.\(name).\($0.name)", dims: $0.dims, .floats($1))
            }
        }
        for (name, counter) in point.optimizer.counters.sorted(by: { $0.key < $1.key }) {
            entries.append(Entry("optimizer.\(name)", dims: [], .integers([Int64(counter)])))
        }
        for (callback, state) in point.callbacks.sorted(by: { $0.key < $1.key }) {
            // Also for a callback without values: a resumed training needs an entry of each.
            entries.append(Entry("callback/\(callback)", .bytes(Data())))
            for (name, numbers) in state.numbers.sorted(by: { $0.key < $1.key }) {
                entries.append(Entry("callback/\(callback)/\(name)", .doubles(numbers)))
            }
            for (name, bytes) in state.bytes.sorted(by: { $0.key < $1.key }) {
                entries.append(Entry("callback/\(callback)/\(name)", .bytes(bytes)))
            }
        }
        entries.append(Entry("epoch_seconds", .doubles([position.epochSeconds])))
        if let last = position.validation { entries.append(Entry("validation", .doubles([last.loss, last.accuracy]))) }
        return SafetensorsArchive(notes: notes, entries: entries)
    }

    // MARK: Reading

    /// Reads a checkpoint from which a run can resume.
    /// - Parameters:
    ///   - origin: the run's.
    ///   - network: the run's.
    /// - Throws: the reason why the run cannot use the checkpoint.
    package static func read(
        _ path: String, for origin: CheckpointOrigin, network: NetworkDefinition
    ) throws(CheckpointIssue.Reason) -> TrainingPoint {
        let (archive, found) = try opened(path)
        if let mismatch = found.mismatch(with: origin) { throw mismatch }
        guard let point = point(in: archive, network) else { throw .unfit("it lacks tensors of this training") }
        return point
    }

    /// The reason why a run of this program and machine cannot use a checkpoint; nil if none shows without the run's images.
    /// - Parameters:
    ///   - spec: the hash of the run's settings.
    ///   - seed: the run's; nil for a range test.
    static func issue(at path: String, spec: String, seed: UInt64?) -> CheckpointIssue.Reason? {
        do throws(CheckpointIssue.Reason) {
            let found = try opened(path).origin
            return found.mismatch(
                with: CheckpointOrigin(spec: spec, seed: seed, images: found.images, totalSteps: found.totalSteps))
        } catch {
            return error
        }
    }

    private static func opened(
        _ path: String
    ) throws(CheckpointIssue.Reason) -> (archive: SafetensorsArchive, origin: CheckpointOrigin) {
        guard let archive = wholeArchive(at: path) else { throw .damaged }
        guard let format = archive.note("format"), format == self.format else {
            throw .otherFormat(archive.note("format") ?? "")
        }
        guard let origin = CheckpointOrigin(archive) else { throw .unfit("its header is incomplete") }
        return (archive, origin)
    }

    /// nil if the file cannot be read or its checksum is wrong.
    private static func wholeArchive(at path: String) -> SafetensorsArchive? {
        guard var bytes = try? InputFile.bytes(of: path, limit: .max), bytes.count > checksum.upperBound else {
            return nil
        }
        let found = Array(bytes[checksum])
        bytes.replaceSubrange(checksum, with: noChecksum.utf8)
        guard ContentDigest.of(bytes).utf8.elementsEqual(found) else { return nil }
        return try? SafetensorsArchive(bytes)
    }

    private static func point(in archive: SafetensorsArchive, _ network: NetworkDefinition) -> TrainingPoint? {
        func count(_ note: String) -> Int? { archive.note(note).flatMap { Int($0) } }
        guard let step = count("step"), let epoch = count("epoch"), let batch = count("batch"),
            let state = NetworkState(archive, for: network, prefix: "model."),
            let optimizer = TrainingPoint.OptimizerTensors(archive, network),
            let seconds = archive.doubles("epoch_seconds")?.first
        else { return nil }
        let last = archive.doubles("validation")
        if let last, last.count != 2 { return nil }
        return TrainingPoint(
            position: .init(
                step: step, epoch: epoch, batch: batch, epochSeconds: seconds,
                validation: last.map { Validation(loss: $0[0], accuracy: $0[1]) }),
            network: state, optimizer: optimizer, callbacks: callbacks(in: archive))
    }

    private static func callbacks(in archive: SafetensorsArchive) -> [String: CallbackState] {
        var states: [String: CallbackState] = [:]
        for entry in archive.entries {
            let parts = entry.name.split(separator: "/", maxSplits: 2).map(String.init)
            guard parts.count >= 2, parts[0] == "callback" else { continue }
            var state = states[parts[1]] ?? CallbackState()
            if parts.count == 3 {
                switch entry.values {
                case .doubles(let numbers): state.numbers[parts[2]] = numbers
                case .bytes(let bytes): state.bytes[parts[2]] = bytes
                case .floats, .integers: break
                }
            }
            states[parts[1]] = state
        }
        return states
    }
}

extension CheckpointOrigin {
    /// Reads the notes of a file; nil if one is missing.
    fileprivate init?(_ archive: SafetensorsArchive) {
        guard let program = archive.note("program"), let spec = archive.note("spec"),
            let trainData = archive.note("train_data"), let validData = archive.note("valid_data"),
            let isa = archive.note("isa"), let cpu = archive.note("cpu"), let oneDNN = archive.note("onednn"),
            let total = archive.note("total_steps").flatMap({ Int($0) })
        else { return nil }
        self.init(
            spec: spec, seed: archive.note("seed").flatMap { UInt64($0) },
            images: ImageHashes(trainData: trainData, validData: validData), totalSteps: total)
        (self.isa, self.cpu, self.oneDNN, self.program) = (isa, cpu, oneDNN, program)
    }
}

extension TrainingPoint.OptimizerTensors {
    /// Reads an optimizer's tensors; nil if an array lacks one.
    fileprivate init?(_ archive: SafetensorsArchive, _ network: NetworkDefinition) {
        self.init(tensors: [:], counters: [:])
        for entry in archive.entries where entry.name.hasPrefix("optimizer.") {
            let parts = entry.name.split(separator: ".", maxSplits: 2).map(String.init)
            switch entry.values {
            case .integers(let values) where parts.count == 2: counters[parts[1]] = values.first.map { Int($0) }
            case .floats where parts.count == 3: tensors[parts[1]] = []
            default: return nil
            }
        }
        for name in tensors.keys {
            for parameter in network.parameters {
                guard let values = archive.floats("optimizer.\(name).\(parameter.name)", dims: parameter.dims) else {
                    return nil
                }
                tensors[name, default: []].append(values)
            }
        }
    }
}

public import Foundation
public import Training
import CFileSystem
import Networks

/// One experiment's folder, `output/NAME`: the resolved spec, a folder a seed, the range test and the figures.
///
/// The only place that knows file names. A seed's folder appears whole or not at all.
public struct RunFolder: Sendable, Equatable {
    /// Where it is.
    public let path: String

    /// - Parameters:
    ///   - output: the folder of all runs.
    ///   - name: the experiment's name.
    public init(output: String, name: String) { path = output + "/" + name }

    /// A folder by its path.
    public init(path: String) { self.path = path }

    /// A file of it, for instance "loss.png".
    public func file(_ name: String) -> String { path + "/" + name }

    private func seedFolder(_ seed: UInt64) -> String { file("seed-\(seed)") }

    /// Makes the folder.
    public func make() throws(StoreError) { try AtomicFile.makeFolder(path) }

    /// The initial weights of all seeds, where the spec takes them from a file.
    static let startingWeights = "init.safetensors"

    /// Makes sure that preparing the folder does not remove the very weights that the run begins with.
    /// - Throws: `StoreError.wouldReplace` where they lie in this folder, its own copy aside.
    func checkKeepsWeights(of resolved: ResolvedSpec) throws(StoreError) {
        guard let weights = resolved.weights else { return }
        func place(_ path: String) -> String {
            URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
        }
        let (source, own) = (place(weights.path), place(file(Self.startingWeights)))
        if source != own, source.hasPrefix(place(path) + "/") {
            throw .wouldReplace(path: weights.path, name: resolved.spec.name)
        }
    }

    /// Makes the folder and writes the resolved spec, its place in its study and its initial weights.
    /// Seeds of another training move to the history; files that no run wrote stay.
    /// - Parameter isToTrain: false for a range test alone: seeds in the folder and their spec stay as they are.
    /// - Returns: seeds that moved; nil if none did.
    @discardableResult
    public func prepare(_ resolved: ResolvedSpec, isToTrain: Bool) throws(StoreError) -> MovedSeeds? {
        try make()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        if !isToTrain, names.contains(where: { $0.hasPrefix("seed-") }) { return nil }
        let moved = try moveOtherTrainings(than: resolved)
        if let weights = resolved.weights {
            try AtomicFile.write(Data(weights.bytes), to: file(Self.startingWeights))
        } else if RegularFile.isRegular(file("spec.json")) {
            try remove(file(Self.startingWeights))
        }
        try writeStudyCell(of: resolved)
        try AtomicFile.write(Data(resolved.document.utf8), to: file("spec.json"))
        return moved
    }

    /// Whether a seed was trained to its end by this spec, and its files are still those that were written.
    public func isComplete(seed: UInt64, specHash: String) -> Bool {
        state(seed: seed, specHash: specHash) == .complete
    }

    /// Writes a seed's folder: whole, or not at all. A seed that another call completed meanwhile stays as it is.
    /// - Parameters:
    ///   - summary: the hashes of the files in it are filled in here.
    ///   - isForced: whether a complete seed of the same training is replaced.
    public func write(_ history: History, summary: RunSummary, model: Data, isForced: Bool = false) throws {
        let steps = Data(HistoryCSV.encode(history.steps).utf8)
        let epochs = Data(HistoryCSV.encode(history.epochs).utf8)
        var summary = summary
        summary.hashes.model = StoreJSON.sha256(model)
        summary.hashes.steps = StoreJSON.sha256(steps)
        summary.hashes.epochs = StoreJSON.sha256(epochs)
        // Each call's own name: calls on one folder never touch each other's unfinished seeds.
        let partial = ".seed-\(summary.seed).\(UUID().uuidString).partial"
        try AtomicFile.makeFolder(file(partial))
        do {
            try AtomicFile.write(steps, to: file(partial + "/steps.csv"))
            try AtomicFile.write(epochs, to: file(partial + "/epochs.csv"))
            try AtomicFile.write(model, to: file(partial + "/model.safetensors"))
            try AtomicFile.write(StoreJSON.encode(summary), to: file(partial + "/summary.json"))
            try place(partial, as: summary, isForced: isForced)
        } catch {
            try? remove(file(partial))
            throw error
        }
    }

    /// Gives a written folder the seed's name. Anything there that is not a complete seed of this training moves to the history.
    private func place(_ partial: String, as summary: RunSummary, isForced: Bool) throws(StoreError) {
        let target = seedFolder(summary.seed)
        if rename(file(partial), target) == 0 { return }
        guard errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR else {
            throw .cannotWrite(path: target, reason: String(cString: strerror(errno)))
        }
        let isComplete = isComplete(seed: summary.seed, specHash: summary.hashes.spec)
        if isComplete, !isForced { return try remove(file(partial)) }
        try exchange(file(partial), target)
        if isComplete { try remove(file(partial)) } else { try moveToHistory(partial, as: "seed-\(summary.seed)") }
    }

    /// Two entries take each other's names, at once: a kill in between loses neither.
    private func exchange(_ first: String, _ second: String) throws(StoreError) {
        if exchange_paths(first, second) == 0 { return }
        // A file system without an exchange.
        let aside = first + ".old"
        guard rename(second, aside) == 0, rename(first, second) == 0, rename(aside, first) == 0 else {
            throw .cannotWrite(path: second, reason: String(cString: strerror(errno)))
        }
    }

    /// Names of the figures that are PNG files, sorted.
    func pictures() throws(StoreError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".png") }.sorted()
        } catch {
            throw .cannotRead(path: path, reason: AtomicFile.reason(of: error))
        }
    }

    /// What a seed recorded.
    public func history(seed: UInt64) throws(StoreError) -> History {
        History(
            steps: try HistoryCSV.steps(at: seedFolder(seed) + "/steps.csv"),
            epochs: try epochs(seed: seed))
    }

    /// What a seed recorded at the ends of its epochs.
    public func epochs(seed: UInt64) throws(StoreError) -> [EpochRecord] {
        try HistoryCSV.epochs(at: seedFolder(seed) + "/epochs.csv")
    }

    /// How a seed of a training ended; nil if the folder holds none of that training.
    /// - Parameter specHash: the training's.
    public func summary(seed: UInt64, specHash: String) -> RunSummary? {
        guard let summary = try? summary(seed: seed), summary.hashes.spec == specHash else { return nil }
        return summary
    }

    /// How a seed ended.
    public func summary(seed: UInt64) throws(StoreError) -> RunSummary {
        try summary(at: seedFolder(seed) + "/summary.json")
    }

    private func summary(at path: String) throws(StoreError) -> RunSummary {
        try StoreJSON.decode(RunSummary.self, at: path)
    }

    private func remove(_ path: String) throws(StoreError) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw .cannotWrite(path: path, reason: AtomicFile.reason(of: error))
        }
    }
}

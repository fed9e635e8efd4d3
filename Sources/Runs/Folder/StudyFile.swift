import Files
import JSON
public import Specs

/// `study.json` of a run folder: the experiment's place in its study.
///
/// It is written with `spec.json` and is part of no hash, since it does not change the training.
extension RunFolder {
    private var studyFile: String { file(.study) }

    /// The experiment's place in its study; nil if it belongs to no study.
    /// - Throws: `StoreError.malformedStudy` unless the file is as a run writes it.
    public func trial() throws(StoreError) -> Trial? {
        guard FileSystem.exists(studyFile) else { return nil }
        guard let bytes = try? InputFile.bytes(of: studyFile, limit: SpecFile.sizeLimit),
            let trial = Trial(document: bytes)
        else { throw .malformedStudy(path: studyFile) }
        return trial
    }

    /// The folder's spec, with its place in its study.
    /// - Parameter overrides: as for `SpecFile.load`.
    /// - Throws: `SpecError`, or `StoreError`: `.altered` if it is not as a run wrote it.
    public func recordedSpecs(overrides: [SpecOverride] = []) throws -> [ResolvedSpec] {
        let trial = try self.trial()
        let specs = try SpecFile.loadAll(path: file(.spec), overrides: overrides, readsWeights: false).map {
            $0.placed(in: trial)
        }
        if DocumentRecord.state(of: try StoredFile.bytes(of: file(.spec))) == .altered {
            throw StoreError.altered(path: file(.spec))
        }
        return specs
    }

    /// Writes a spec's place in its study, or removes that of another spec. The folder's own spec keeps its place.
    func writeTrial(of resolved: ResolvedSpec) throws(StoreError) {
        if let trial = resolved.trial {
            try StoredFile.write(trial.document.utf8, to: studyFile)
        } else if !isOwnSpec(resolved), FileSystem.exists(studyFile) {
            try StoredFile.remove(studyFile)
        }
    }

    /// Whether this is the folder's spec, read from there or from a figure.
    private func isOwnSpec(_ resolved: ResolvedSpec) -> Bool {
        guard let bytes = try? StoredFile.bytes(of: file(.spec)) else { return false }
        return [resolved.recordedDocument, resolved.document].contains { bytes.elementsEqual($0.utf8) }
    }

    /// Whether no run wrote `spec.json`, or it was altered since.
    var hasForeignSpec: Bool { FileSystem.isTaken(file(.spec)) && !isSpecOfRun }

    /// Whether the folder's spec is as a run wrote it. Those of older versions have no record, but one form and every key.
    private var isSpecOfRun: Bool {
        guard let bytes = try? StoredFile.bytes(of: file(.spec)), let document = try? JSONReader.read(bytes).root.value
        else { return false }
        switch DocumentRecord.state(of: bytes) {
        case .intact: return true
        case .altered: return false
        case .missing:
            return document["lr_finder"] != nil && document["seeds"] != nil
                && bytes.elementsEqual(JSONWriter.pretty(document).utf8)
        }
    }

    /// The SHA-256 of the file of initial weights that the spec names; nil if the runs began with drawn weights.
    var recordedWeightsHash: String? {
        guard let bytes = try? StoredFile.bytes(of: file(.spec)), let document = try? JSONReader.read(bytes).root.value,
            case .string(let hash)? = document["model"]?["init"]?["sha256"]
        else { return nil }
        return hash
    }

    /// Whether the folder holds the initial weights that its spec names.
    var holdsRecordedWeights: Bool {
        guard let hash = recordedWeightsHash else { return false }
        return (try? ContentDigest.ofFile(file(WeightsFile.nameInRunFolder))) == hash
    }
}

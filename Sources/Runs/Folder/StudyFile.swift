import Files
import JSON
public import Specs

/// `study.json` of a run folder: the experiment's place in its study.
///
/// It is written with `spec.json`, which holds its hash. No other hash covers it, since it does not change the training.
extension RunFolder {
    private var studyFile: String { file(.study) }

    /// The experiment's place in its study; nil if it belongs to no study.
    /// - Throws: `StoreError.study` unless the file is the one that a run wrote with the folder's spec.
    public func trial() throws(StoreError) -> Trial? {
        let spec = specDocument
        guard FileSystem.isTaken(studyFile) else {
            if spec?[DocumentRecord.studyKey] != nil { throw .study(path: studyFile, .missing) }
            return nil
        }
        guard let bytes = try? InputFile.bytes(of: studyFile, limit: SpecFile.sizeLimit),
            let trial = Trial(document: bytes)
        else { throw .study(path: studyFile, .malformed) }
        if let spec, !trial.isPlace(of: spec) { throw .study(path: studyFile, .foreign) }
        return trial
    }

    /// The folder's spec as JSON; nil if it cannot be read.
    private var specDocument: JSONValue? {
        guard let bytes = try? StoredFile.bytes(of: file(.spec)) else { return nil }
        return try? JSONReader.read(bytes).root.value
    }

    /// The folder's spec, with its place in its study.
    /// - Parameter overrides: as for `SpecFile.load`.
    /// - Throws: `SpecError`, or `StoreError`: `.altered` or `.study` if they are not as a run wrote them.
    public func recordedSpecs(overrides: [SpecOverride] = []) throws -> [ResolvedSpec] {
        let specs = try SpecFile.loadAll(path: file(.spec), overrides: overrides, readsWeights: false)
        if DocumentRecord.state(of: try StoredFile.bytes(of: file(.spec))) == .altered {
            throw StoreError.altered(path: file(.spec))
        }
        let trial = try self.trial()
        return specs.map { $0.placed(in: trial) }
    }

    /// Writes a spec and its place in its study, or removes the place of another spec. The folder's own spec keeps its
    /// place.
    func writeSpec(_ resolved: ResolvedSpec) throws(StoreError) {
        var study = resolved.trial?.record
        if let trial = resolved.trial {
            try StoredFile.write(trial.document.utf8, to: studyFile)
        } else if let own = specDocument, JSONWriter.pretty(DocumentRecord.removingAll(from: own)) == resolved.document
        {
            // Read from the folder or from a figure.
            study = (try? trial())?.record ?? own[DocumentRecord.studyKey]?.text
        } else if FileSystem.isTaken(studyFile) {
            try StoredFile.remove(studyFile)
        }
        try StoredFile.write(resolved.recordedDocument(inStudy: study).utf8, to: file(.spec))
    }

    /// Whether no run wrote `spec.json`, or it was altered since.
    var hasForeignSpec: Bool { FileSystem.isTaken(file(.spec)) && !isSpecOfRun }

    /// Whether the folder's spec is as a run wrote it. Those of older versions have no record, but one form and every key.
    var isSpecOfRun: Bool {
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

    /// Whether the folder's place in a study is as a run wrote it. Those of older versions have no record.
    var holdsRecordedTrial: Bool {
        guard let bytes = try? StoredFile.bytes(of: file(.study)), (try? JSONReader.read(bytes)) != nil else {
            return false
        }
        switch DocumentRecord.state(of: bytes) {
        case .intact: return true
        case .altered: return false
        case .missing: return isSpecOfRun
        }
    }

    /// The SHA-256 of the file of initial weights that the spec names; nil if the runs began with drawn weights.
    var recordedWeightsHash: String? {
        specDocument?["model"]?["init"]?["sha256"]?.text
    }

    /// Whether the folder holds the initial weights that its spec names.
    var holdsRecordedWeights: Bool {
        guard let hash = recordedWeightsHash else { return false }
        return (try? ContentDigest.ofFile(file(WeightsFile.nameInRunFolder))) == hash
    }
}

extension JSONValue {
    fileprivate var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }
}

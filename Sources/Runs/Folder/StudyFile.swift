import Files
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
    /// - Throws: `SpecError`, or `StoreError`.
    public func recordedSpecs(overrides: [SpecOverride] = []) throws -> [ResolvedSpec] {
        let trial = try self.trial()
        return try SpecFile.loadAll(path: file(.spec), overrides: overrides, readsWeights: false).map {
            $0.placed(in: trial)
        }
    }

    /// Writes the study's place of a spec, or removes that of another spec. The folder's own spec keeps its place.
    func writeTrial(of resolved: ResolvedSpec) throws(StoreError) {
        if let trial = resolved.trial {
            try StoredFile.write(trial.document.utf8, to: studyFile)
        } else if !isOwnSpec(resolved), FileSystem.exists(studyFile) {
            try StoredFile.remove(studyFile)
        }
    }

    /// Whether this is the folder's spec, read from there or from a figure.
    private func isOwnSpec(_ resolved: ResolvedSpec) -> Bool {
        (try? StoredFile.bytes(of: file(.spec)))?.elementsEqual(resolved.document.utf8) == true
    }
}

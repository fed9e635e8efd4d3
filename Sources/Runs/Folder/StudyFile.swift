import Files
public import Specs

/// `study.json` of a run folder: which experiment of which study it is. It is written with `spec.json`, and counts in no
/// hash: what a study says of an experiment does not change how it trains.
extension RunFolder {
    private var studyFile: String { file("study.json") }

    /// Where in its study the experiment lies; nil where it is of none.
    /// - Throws: `StoreError` where the file cannot be read, or is not what a run writes.
    public func studyCell() throws(StoreError) -> Trial? {
        guard FileSystem.exists(studyFile) else { return nil }
        guard let bytes = try? InputFile.bytes(of: studyFile, limit: SpecFile.sizeLimit),
            let cell = Trial(document: bytes)
        else { throw .malformedStudy(path: studyFile) }
        return cell
    }

    /// The spec that the folder holds, with its place in its study.
    /// - Parameter overrides: as for `SpecFile.load`.
    /// - Throws: `SpecError`, or `StoreError`.
    public func recordedSpecs(overrides: [SpecOverride] = []) throws -> [ResolvedSpec] {
        let cell = try studyCell()
        return try SpecFile.loadAll(path: file("spec.json"), overrides: overrides, readsWeights: false).map {
            $0.placed(in: cell)
        }
    }

    /// Writes the place of a spec that is to be trained here, or removes that of another spec. The folder's own spec,
    /// run again as it is, stays where it was.
    func writeStudyCell(of resolved: ResolvedSpec) throws(StoreError) {
        if let cell = resolved.trial {
            try StoredFile.write(cell.document.utf8, to: studyFile)
        } else if !isOwnSpec(resolved), FileSystem.exists(studyFile) {
            try StoredFile.remove(studyFile)
        }
    }

    /// Whether it is the spec that the folder holds, from wherever it was read: from there, or from a figure.
    private func isOwnSpec(_ resolved: ResolvedSpec) -> Bool {
        (try? StoredFile.bytes(of: file("spec.json")))?.elementsEqual(resolved.document.utf8) == true
    }
}

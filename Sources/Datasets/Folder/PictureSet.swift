/// A folder of pictures as a data set.
public enum PictureSet {
    /// Reads a folder: from the cache where it holds just these files, else by decoding them.
    ///
    /// - Parameters:
    ///   - cacheDirectory: where decoded sets are kept; nil: nowhere.
    ///   - threads: threads to decode with; the result does not depend on it.
    ///   - memory: bytes that the set may take.
    ///   - progress: told how many pictures of how many are decoded, from any thread.
    ///   - isCancelled: asked often, from any thread; ends the call when true.
    /// - Returns: the pictures to train on, and those to validate on where the folder has such.
    /// - Throws: `PictureFolderError`, or `DatasetError.interrupted`; nothing is cached then.
    public static func load(
        _ folder: PictureFolder, _ options: PictureOptions = PictureOptions(), cacheDirectory: String? = nil,
        threads: Int, memory: Double = .infinity,
        progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil,
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws -> (train: ImageDataset, valid: ImageDataset?) {
        let cache = cacheDirectory.map { PictureCache(directory: $0) }
        if let kept = cache?.load(folder, options) { return kept }
        let reader = PictureReader(
            folder: folder, options: options, threads: threads, memory: memory, isCancelled: isCancelled,
            progress: progress)
        let sets = try reader.read()
        cache?.store(sets, of: folder, options)
        return sets
    }
}

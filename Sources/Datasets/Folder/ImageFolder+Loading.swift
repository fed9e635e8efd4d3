extension ImageFolder {
    /// Loads the images: from the cache if it holds these files, otherwise by decoding them.
    ///
    /// - Parameters:
    ///   - options: channels and size of the images.
    ///   - cacheDirectory: the folder for decoded sets; nil: they are not cached.
    ///   - threads: number of threads; the result does not depend on it.
    ///   - memory: maximum size of the images, bytes.
    ///   - progress: called from any thread with the number of decoded images and their total.
    ///   - isCancelled: called often, from any thread; the call stops if it returns true.
    /// - Returns: the training images, and the validation images if the folder has any.
    /// - Throws: `ImageFolderError`, or `DatasetError.interrupted`; nothing is cached then.
    public func load(
        _ options: ImageFolderOptions = ImageFolderOptions(), cacheDirectory: String? = nil, threads: Int,
        memory: Double = .infinity, progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil,
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws -> (train: ImageDataset, valid: ImageDataset?) {
        let cache = cacheDirectory.map { ImageFolderCache(directory: $0) }
        if let cached = cache?.load(self, options) { return cached }
        let reader = ImageFolderReader(
            folder: self, options: options, threads: threads, memory: memory, isCancelled: isCancelled,
            progress: progress)
        let sets = try reader.read()
        cache?.store(sets, of: self, options)
        return sets
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import SystemPackage

/// A file that did not exist before, open for writing. If it is not finished, it is removed.
package final class NewFile {
    private let descriptor: FileDescriptor
    /// The path of the file.
    private let place: String
    /// The path for errors.
    private let path: String
    private var isOpen = true

    /// Creates the file.
    /// - Parameters:
    ///   - place: the path of the file; it must not exist.
    ///   - path: the path for errors; nil: `place`.
    package init(_ place: String, named path: String? = nil) throws(FileError) {
        self.place = place
        self.path = path ?? place
        descriptor = try attempt(.write, path ?? place) {
            try FileDescriptor.open(
                place, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: FilePermissions(rawValue: 0o666))
        }
    }

    /// Appends bytes.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        _ = try attempt(.write, path) { try descriptor.writeAll(bytes) }
    }

    /// Closes the file and keeps it.
    /// - Parameter synced: whether its bytes are synced to the disk first.
    package func finish(synced: Bool) throws(FileError) {
        if synced { try check(fsync(descriptor.rawValue), .write, path) }
        try attempt(.write, path) { try descriptor.close() }
        isOpen = false
    }

    deinit {
        guard isOpen else { return }
        try? descriptor.close()
        unlink(place)
    }
}

extension NewFile {
    /// Writes a new file with these bytes.
    package static func write(_ bytes: some Collection<UInt8>, to path: String, synced: Bool = true) throws(FileError) {
        try write(bytes, to: path, named: path, synced: synced)
    }

    static func write(
        _ bytes: some Collection<UInt8>, to place: String, named path: String, synced: Bool
    ) throws(FileError) {
        let file = try NewFile(place, named: path)
        try file.write(bytes)
        try file.finish(synced: synced)
    }

    /// Appends bytes.
    package func write(_ bytes: some Collection<UInt8>) throws(FileError) {
        let written: Result<Void, FileError>? = bytes.withContiguousStorageIfAvailable { bytes in
            Result { () throws(FileError) in try write(UnsafeRawBufferPointer(bytes)) }
        }
        if let written { return try written.get() }
        let copy = Array(bytes)
        try copy.withUnsafeBytes { bytes in
            Result { () throws(FileError) in try write(bytes) }
        }.get()
    }
}

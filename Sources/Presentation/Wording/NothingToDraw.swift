/// A run folder without anything that the wanted figures show.
package struct NothingToDraw: Error, CustomStringConvertible {
    package let path: String
    package let folder: String

    package init(path: String, folder: String) {
        self.path = path
        self.folder = folder
    }

    package var description: String {
        "\(path): nothing to draw: \(folder) holds no seed trained by this spec, and no range test of it; run it first"
    }
}

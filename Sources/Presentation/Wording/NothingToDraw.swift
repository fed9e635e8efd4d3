/// A run folder without data for the selected figures.
package struct NothingToDraw: Error, CustomStringConvertible {
    package let path: String
    package let folder: String

    package init(path: String, folder: String) {
        self.path = path
        self.folder = folder
    }

    package var description: String {
        "\(path): nothing to draw: \(folder) has no seeds and no range test of this spec; run it first"
    }
}

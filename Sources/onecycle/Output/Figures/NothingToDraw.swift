/// A run folder without anything that the wanted figures show.
struct NothingToDraw: Error, CustomStringConvertible {
    let path: String
    let folder: String

    var description: String {
        "\(path): nothing to draw: \(folder) holds no seed trained by this spec, and no range test of it; run it first"
    }
}

import Text

/// A warning about weights that are not as a run wrote them.
package enum AlteredWeightsText {
    /// "output/one/seed-0/best.safetensors: altered since the run wrote it; used, because it is named"
    package static func line(_ path: String) -> String {
        "\(Printable.text(path)): altered since the run wrote it; used, because it is named"
    }
}

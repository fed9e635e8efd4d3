import CCairo

/// The families of installed fonts that figures can use.
public enum InstalledFonts {
    /// Their names, sorted, each once.
    public static var families: [String] {
        guard let pattern = FcPatternCreate(), let properties = FcObjectSetCreate() else { return [] }
        defer {
            FcPatternDestroy(pattern)
            FcObjectSetDestroy(properties)
        }
        // As for text in figures: outlines in one colour.
        FcPatternAddBool(pattern, FC_SCALABLE, 1)
        FcPatternAddBool(pattern, FC_COLOR, 0)
        FcObjectSetAdd(properties, FC_FAMILY)
        guard let found = FcFontList(nil, pattern, properties) else { return [] }
        defer { FcFontSetDestroy(found) }
        var names: Set<String> = []
        for index in 0..<Int(found.pointee.nfont) {
            var name: UnsafeMutablePointer<FcChar8>?
            if FcPatternGetString(found.pointee.fonts[index], FC_FAMILY, 0, &name) == FcResultMatch, let name {
                names.insert(String(cString: name))
            }
        }
        return names.sorted()
    }

    /// The installed family of this name, as its font spells it; nil if it is not installed. Case does not count.
    public static func family(_ name: String) -> String? {
        families.first { $0.lowercased() == name.lowercased() }
    }
}

extension String {
    /// The string in double quotes, escaped as JSON requires (RFC 8259).
    package var jsonQuoted: String {
        let text = escaped { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case "\r": "\\r"
            case "\t": "\\t"
            default: scalar.value < 0x20 ? OneLine.escape(scalar) : nil
            }
        }
        return "\"" + text + "\""
    }
}

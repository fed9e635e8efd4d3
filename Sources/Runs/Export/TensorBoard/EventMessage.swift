/// The TensorBoard messages that exports need (event.proto, summary.proto, tensor.proto).
///
/// Fields that are 0 or empty are left out, as in protobuf version 3.
enum EventMessage {
    /// Event: wall_time 1, step 2, and one of file_version 3 and summary 5.
    static func version(wallTime: Double) -> [UInt8] {
        var event = event(wallTime: wallTime, step: 0)
        event.add(3, string: "brain.Event:2")
        return event.bytes
    }

    /// An event with a Summary (value 1) of one Value: tag 1 and the given fields.
    private static func summary(
        _ tag: String, wallTime: Double, step: Int64, fields: (inout ProtobufMessage) -> Void
    ) -> [UInt8] {
        var value = ProtobufMessage()
        value.add(1, string: tag)
        fields(&value)
        var summary = ProtobufMessage()
        summary.add(1, message: value)
        var event = event(wallTime: wallTime, step: step)
        event.add(5, message: summary)
        return event.bytes
    }

    /// Value.simple_value 2.
    static func scalar(_ tag: String, _ scalar: Float, wallTime: Double, step: Int64) -> [UInt8] {
        summary(tag, wallTime: wallTime, step: step) { $0.add(2, float: scalar) }
    }

    /// Value.image 4: height 1, width 2, colorspace 3, encoded_image_string 4.
    static func image(_ tag: String, _ png: PNGHeader, wallTime: Double, step: Int64) -> [UInt8] {
        summary(tag, wallTime: wallTime, step: step) { value in
            var image = ProtobufMessage()
            image.add(1, integer: Int64(png.height))
            image.add(2, integer: Int64(png.width))
            image.add(3, integer: Int64(png.channels))
            image.add(4, bytes: png.file)
            value.add(4, message: image)
        }
    }

    /// Value.tensor 8, a TensorProto of one string (dtype 1 = 7, tensor_shape 2 without dimensions, string_val 8), and
    /// metadata 9: plugin_data 1 with plugin_name 1 "text", data_class 4 = 2, a tensor.
    static func text(_ tag: String, _ text: String, wallTime: Double, step: Int64) -> [UInt8] {
        summary(tag, wallTime: wallTime, step: step) { value in
            var tensor = ProtobufMessage()
            tensor.add(1, integer: 7)
            tensor.add(2, message: ProtobufMessage())
            tensor.add(8, string: text)
            value.add(8, message: tensor)
            var plugin = ProtobufMessage()
            plugin.add(1, string: "text")
            var metadata = ProtobufMessage()
            metadata.add(1, message: plugin)
            metadata.add(4, integer: 2)
            value.add(9, message: metadata)
        }
    }

    private static func event(wallTime: Double, step: Int64) -> ProtobufMessage {
        var event = ProtobufMessage()
        if wallTime != 0 { event.add(1, double: wallTime) }
        if step != 0 { event.add(2, integer: step) }
        return event
    }
}

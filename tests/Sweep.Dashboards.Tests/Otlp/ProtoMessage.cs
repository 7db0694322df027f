using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Google.Protobuf;

namespace Sweep.Dashboards.Tests.Otlp;

/// <summary>A protobuf message by the numbers of its fields, for the few messages of OTLP that are read here.</summary>
/// <remarks>Numbers: https://github.com/open-telemetry/opentelemetry-proto, metrics/v1/metrics.proto and common/v1/common.proto.</remarks>
internal sealed class ProtoMessage
{
    private readonly List<(int Field, ByteString? Bytes, ulong Number)> _fields = [];

    public ProtoMessage(ByteString bytes)
    {
        using var input = bytes.CreateCodedInput();
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            var field = WireFormat.GetTagFieldNumber(tag);
            _fields.Add(WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.LengthDelimited => (field, input.ReadBytes(), 0),
                WireFormat.WireType.Fixed64 => (field, null, input.ReadFixed64()),
                WireFormat.WireType.Fixed32 => (field, null, input.ReadFixed32()),
                WireFormat.WireType.Varint => (field, null, input.ReadUInt64()),
                var other => throw new InvalidDataException($"field {field}: wire type {other} is not in use"),
            });
        }
    }

    public bool Has(int field) => _fields.Exists(f => f.Field == field);

    public IEnumerable<ProtoMessage> Messages(int field) => _fields.Where(f => f.Field == field).Select(f => new ProtoMessage(f.Bytes!));

    public string Text(int field) => _fields.LastOrDefault(f => f.Field == field).Bytes?.ToStringUtf8() ?? "";

    public ulong Number(int field) => _fields.LastOrDefault(f => f.Field == field).Number;

    public double Double(int field) => BitConverter.UInt64BitsToDouble(Number(field));

    /// <summary>A repeated field of eight bytes each, packed or not.</summary>
    public ulong[] Numbers(int field) =>
        [.. _fields.Where(f => f.Field == field).SelectMany(f => f.Bytes is { } packed ? Unpack(packed) : [f.Number])];

    private static ulong[] Unpack(ByteString packed)
    {
        var numbers = MemoryMarshal.Cast<byte, ulong>(packed.Span).ToArray();
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(numbers, numbers);
        return numbers;
    }
}

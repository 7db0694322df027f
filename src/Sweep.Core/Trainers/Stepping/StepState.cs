using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Sweep.Core.Trainers.Stepping;

/// <summary>From where a run of a <see cref="StepTrainer"/> goes on, with all that it has reported.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="State">What the trainer made of it.</param>
/// <param name="Metrics">What was reported so far.</param>
internal sealed record StepState(int Step, byte[] State, IReadOnlyList<MetricCurve> Metrics) : IResumePoint
{
    private const uint Mark = 0x53545753;
    private const int Version = 1;
    private const int SumLength = 8;

    int IResumePoint.Points => 0;

    /// <summary>Little-endian: "SWTS", version, step, state, the metrics, and the first 8 bytes of the SHA-256 of all that.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Mark);
            writer.Write(Version);
            writer.Write(Step);
            writer.Write(State.Length);
            writer.Write(State);
            writer.Write(Metrics.Count);
            foreach (var metric in Metrics)
            {
                writer.Write(metric.Metric);
                writer.Write(metric.Count);
                foreach (var step in metric.Steps)
                    writer.Write(step);
                foreach (var value in metric.Values)
                    writer.Write(value);
            }
        }

        stream.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)), 0, SumLength);
        return stream.ToArray();
    }

    /// <exception cref="FormatException">The bytes are damaged, or of another version.</exception>
    public static StepState FromBytes(ReadOnlySpan<byte> bytes)
    {
        Demand(bytes.Length >= 8 + SumLength && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Mark, "it does not begin as one");
        var version = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        Demand(version == Version, $"its version {version} is not {Version}");
        var content = bytes[..^SumLength];
        Demand(SHA256.HashData(content).AsSpan(0, SumLength).SequenceEqual(bytes[^SumLength..]), "its checksum differs");
        using var reader = new BinaryReader(new MemoryStream(content[8..].ToArray()));
        var step = reader.ReadInt32();
        var state = reader.ReadBytes(reader.ReadInt32());
        var metrics = new MetricCurve[reader.ReadInt32()];
        for (var k = 0; k < metrics.Length; k++)
        {
            var (name, count) = (reader.ReadString(), reader.ReadInt32());
            metrics[k] = new MetricCurve(
                name, [.. Enumerable.Range(0, count).Select(_ => reader.ReadInt32())], [.. Enumerable.Range(0, count).Select(_ => reader.ReadDouble())]);
        }

        return new StepState(step, state, metrics);
    }

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
            throw new FormatException($"The checkpoint cannot be used: {otherwise}.");
    }
}

using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Sweep.Core.Patterns;
using Sweep.Core.Trials;

namespace Sweep.Storage;

/// <summary>A point as a JSON object: <c>{"pattern":"circle","learning_rate":0.001,…}</c>.</summary>
internal static class ParametersJson
{
    /// <summary>Bytes that any point fits in.</summary>
    public const int Longest = 256;

    public static JsonText Of(TrialPoint point)
    {
        Span<byte> json = stackalloc byte[Longest];
        return new(Encoding.UTF8.GetString(json[..Write(json, point)]));
    }

    /// <returns>How many bytes of <paramref name="target"/> were written.</returns>
    public static int Write(Span<byte> target, TrialPoint point)
    {
        // Names of patterns and numbers hold nothing that JSON escapes.
        Utf8.TryWrite(
            target,
            CultureInfo.InvariantCulture,
            $"{{\"pattern\":\"{point.Pattern.ToName()}\",\"learning_rate\":{point.LearningRate},\"iterations\":{point.Iterations},\"samples\":{point.Samples},\"hidden\":{point.Hidden}}}",
            out var written);
        return written;
    }
}

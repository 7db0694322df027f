using System.Globalization;
using Sweep.Core.Patterns;
using Sweep.Core.Trials;

namespace Sweep.Grains.Storage.Sqlite;

/// <summary>A point as a JSON object: <c>{"pattern":"circle","learning_rate":0.001,…}</c>.</summary>
internal static class ParametersJson
{
    private const int Longest = 256;

    public static void Write(PooledBytes target, TrialPoint point)
    {
        System.Text.Unicode.Utf8.TryWrite(
            target.Reserve(Longest),
            CultureInfo.InvariantCulture,
            $"{{\"pattern\":\"{point.Pattern.ToName()}\",\"learning_rate\":{point.LearningRate},\"iterations\":{point.Iterations},\"samples\":{point.Samples},\"hidden\":{point.Hidden}}}",
            out var written);
        target.Advance(written);
    }
}

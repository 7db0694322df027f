using System.Text.Json;

namespace Sweep.Core.Tests.Samplers.Adaptive;

/// <summary>Files of numbers that other programs computed.</summary>
internal static class GoldenNumbers
{
    public static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", file)));
        return document.RootElement.Clone();
    }

    public static double[][] Rows(JsonElement array) => [.. array.EnumerateArray().Select(Numbers)];

    public static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    /// <param name="expected">Of the file.</param>
    /// <param name="actual">As many.</param>
    /// <param name="tolerance">Relative where a number is greater than 1, else absolute.</param>
    public static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance * Math.Max(1, Math.Abs(pair.First))));
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Sweep.Core.Curves;
using Sweep.Storage.Sqlite;

namespace Sweep.Grains.Tests.Storage;

public sealed class CurveJsonTests
{
    private static readonly Gen<float> GenAny = Gen.UInt.Select(BitConverter.UInt32BitsToSingle).Where(float.IsFinite);
    private static readonly Gen<float> GenLoss = Gen.Double[-14, 4].Select(exponent => (float)Math.Exp(exponent));

    [Theory]
    [InlineData(0f, "0")]
    [InlineData(1f, "1")]
    [InlineData(0.5f, "0.5")]
    [InlineData(0.1f, "0.1")]
    [InlineData(9.999999f, "9.999999")]
    [InlineData(0.099999994f, "0.099999994")]
    [InlineData(0.69314718f, "0.6931472")]
    [InlineData(1e-5f, "1E-05")]
    [InlineData(1e-16f, "1E-16")]
    [InlineData(36.841362f, "36.84136")]
    [InlineData(-0.25f, "-0.25")]
    [InlineData(float.NaN, "null")]
    [InlineData(float.NegativeInfinity, "null")]
    public void Write_Value_IsShort(float value, string expected)
    {
        // What 1e-5 looks like is its writer's choice; that it is short and the same number is not.
        var text = Write(value);
        Assert.True(text == expected || (text.Length <= expected.Length + 2 && float.Parse(text, CultureInfo.InvariantCulture) == value), text);
    }

    [Fact]
    public void Write_AnyFloat_ReadsBackTheSameBits() => GenAny.Sample(AssertRoundTrip, iter: 200_000);

    [Fact]
    public void Write_Loss_ReadsBackTheSameBitsInAsFewDigitsAsTheFrameworks() => GenLoss.Sample(
        loss =>
        {
            AssertRoundTrip(loss);
            Assert.Equal(Digits(loss.ToString("R", CultureInfo.InvariantCulture)), Digits(Write(loss)));
        },
        iter: 500_000);

    [Fact]
    public void WriteLoss_Curve_IsJsonThatReadsBack() => Gen.Select(GenLoss.Array[2, 200], Gen.Bool).Sample((losses, endsBetween) =>
    {
        using var bytes = new PooledBytes();
        var last = 10 * (losses.Length - 1) - (endsBetween ? 1 : 0);
        CurveJson.WriteLoss(bytes, new LossCurve(10, last, 1, Array.ConvertAll(losses, loss => (double)loss), new int[losses.Length]));
        Assert.Equal(losses, CurveJson.Read(bytes.Written));
        Assert.Equal(losses, JsonSerializer.Deserialize<float[]>(bytes.Written));
    });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(500)]
    [InlineData(30_001)]
    public void WriteAccuracy_EveryCount_IsTheShareAsFloat(int samples)
    {
        using var bytes = new PooledBytes();
        var correct = Enumerable.Range(0, samples + 1).ToArray();
        CurveJson.WriteAccuracy(bytes, new LossCurve(1, samples, samples, new double[samples + 1], correct));
        Assert.Equal(correct.Select(count => (float)((double)count / samples)), CurveJson.Read(bytes.Written));
    }

    [Fact]
    public void Read_Null_IsNotANumber() => Assert.Equal([1, float.NaN, 0.5f], CurveJson.Read("[1,null,0.5]"u8)!);

    private static void AssertRoundTrip(float value)
    {
        var text = Write(value);
        var read = float.Parse(text, CultureInfo.InvariantCulture);
        Assert.Equal(BitConverter.SingleToUInt32Bits(value), BitConverter.SingleToUInt32Bits(read));
        Assert.Equal(value, JsonSerializer.Deserialize<float>(text));
        Assert.Equal(value, CurveJson.Read(Encoding.ASCII.GetBytes($"[{text}]"))!.Single());
    }

    private static int Digits(string text) =>
        text.Split('E')[0].Replace(".", "", StringComparison.Ordinal).TrimStart('-', '0').TrimEnd('0').Length;

    private static string Write(float value)
    {
        Span<byte> target = stackalloc byte[Float32Text.Longest];
        return Encoding.ASCII.GetString(target[..Float32Text.Write(target, value)]);
    }
}

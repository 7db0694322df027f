using SkiaSharp;
using Sweep.Client.Plots;
using Sweep.Core.Patterns;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Client.Tests.Plots;

public sealed class TrainingPlotsTests : IDisposable
{
    private static readonly SKColor Yellow = new(0xff, 0xdd, 0x00);
    private static readonly SKColor Red = new(0xe0, 0x44, 0x2a);
    private static readonly SKColor Blue = new(0x1f, 0x5a, 0x96);
    private static readonly SKColor Grey = new(0xb4, 0xbc, 0xc6);
    private static readonly SKColor Green = new(0x0a, 0x7d, 0x5a);
    private static readonly SKColor Rust = new(0xb3, 0x40, 0x1f);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"sweep-plots-{Guid.NewGuid():n}");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Write_OneRun_WritesTheExercisesPictures()
    {
        var names = Write(new(new(Pattern.Circle, 0.01, 300, 200, 4), 0, 1241, 0.2));

        Assert.Equal(["data.png", "loss.png", "accuracy.png", "prediction.png"], names);
        Assert.Equal(names.Order(), Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
        Assert.Equal((1280, 1360), Size("data.png"));
        Assert.Equal((1680, 1000), Size("loss.png"));
        Assert.Equal((1680, 1000), Size("accuracy.png"));
        Assert.Equal((2400, 1320), Size("prediction.png"));
        AssertShows("data.png", Blue, 500);
        AssertShows("data.png", Grey, 500);
        AssertShows("loss.png", Blue, 500);
        AssertShows("loss.png", Rust, 200);
        AssertShows("accuracy.png", Green, 500);
    }

    [Fact]
    public void Write_UntrainedNetwork_ShowsWhatItMissedOnlyWhereItPredicts()
    {
        // One tiny step leaves a network that calls every sample 0.
        Write(new(new(Pattern.CenteredSquare, 1e-6, 1, 300, 4), 0, 1241, 0.2));
        using var picture = SKBitmap.Decode(Path.Combine(_folder, "prediction.png"));
        Assert.Equal(0, Count(picture, Red, 0, picture.Width / 2));
        Assert.InRange(Count(picture, Red, picture.Width / 2, picture.Width), 2000, 1_000_000);
        Assert.Equal(0, Count(picture, Yellow, 0, picture.Width));
    }

    [Fact]
    public void Write_HalfTrainedNetwork_ShowsFalsePositivesAndFalseNegativesApart()
    {
        Write(new(new(Pattern.Circle, 0.01, 400, 300, 4), 0, 1241, 0.2));
        using var picture = SKBitmap.Decode(Path.Combine(_folder, "prediction.png"));
        Assert.InRange(Count(picture, Yellow, picture.Width / 2, picture.Width), 300, 1_000_000);
        Assert.InRange(Count(picture, Red, picture.Width / 2, picture.Width), 300, 1_000_000);
    }

    [Fact]
    public void Write_TextWithoutAnyFontOfTheMachine_IsDrawnByTheEmbeddedOne()
    {
        Write(new(new(Pattern.Diamond, 0.01, 2, 10, 4), 0, 1241, 0.2));
        var typeface = ScottPlot.Fonts.GetTypeface("No Such Font", bold: true, italic: false);
        Assert.Equal("DejaVu Sans", typeface.FamilyName);
        Assert.True(typeface.ContainsGlyphs("x₁x₂−0.5, accuracy"));

        using var picture = SKBitmap.Decode(Path.Combine(_folder, "data.png"));
        var dark = 0;
        for (var y = 0; y < 70; y++)
        {
            for (var x = 0; x < picture.Width; x++)
                dark += picture.GetPixel(x, y).Red < 100 ? 1 : 0;
        }
        Assert.InRange(dark, 500, 50_000);
    }

    [Theory]
    [InlineData(Pattern.Diamond, 0.01, 1, 1)]
    [InlineData(Pattern.ThinRightAngle, 10, 50, 2)]
    [InlineData(Pattern.Circle, 0.00001, 2, 30_000)]
    public void Write_ExtremeRuns_GivesPicturesOfTheSameSize(Pattern pattern, double rate, int iterations, int samples)
    {
        var names = Write(new(new(pattern, rate, iterations, samples, 4), 7, 9, 0.2));
        Assert.All(names, name => Assert.True(Size(name).Width >= 1280));
        // Thousands of markers are a few hundred kilobytes; every sample of a large run would be far more.
        Assert.All(names, name => Assert.InRange(new FileInfo(Path.Combine(_folder, name)).Length, 1000, 1_500_000));
    }

    private IReadOnlyList<string> Write(TrainingPlan plan)
    {
        var run = new TrainingRun(plan);
        run.Advance(plan.Point.Iterations, TestContext.Current.CancellationToken);
        var pictures = TrainingPlots.Draw(plan.Point.Pattern.ToName(), plan, run.Result());
        Directory.CreateDirectory(_folder);
        foreach (var (name, png) in pictures)
            File.WriteAllBytes(Path.Combine(_folder, name), png);
        return [.. pictures.Select(picture => picture.Name)];
    }

    private (int Width, int Height) Size(string name)
    {
        using var codec = SKCodec.Create(Path.Combine(_folder, name));
        Assert.Equal(SKEncodedImageFormat.Png, codec.EncodedFormat);
        return (codec.Info.Width, codec.Info.Height);
    }

    private void AssertShows(string name, SKColor color, int atLeast)
    {
        using var picture = SKBitmap.Decode(Path.Combine(_folder, name));
        Assert.InRange(Count(picture, color, 0, picture.Width), atLeast, int.MaxValue);
    }

    private static int Count(SKBitmap picture, SKColor color, int fromX, int toX)
    {
        var pixels = picture.Pixels;
        var count = 0;
        for (var y = 0; y < picture.Height; y++)
            count += pixels.AsSpan(y * picture.Width + fromX, toX - fromX).Count(color);
        return count;
    }
}

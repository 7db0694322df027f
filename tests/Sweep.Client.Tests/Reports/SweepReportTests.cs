using System.Text.RegularExpressions;
using System.Xml.Linq;
using Sweep.Core.Patterns;
using Sweep.Core.Sweeps;

namespace Sweep.Client.Tests.Reports;

public sealed partial class SweepReportTests
{
    [Fact]
    public async Task Write_FinishedSweep_HasEverySectionForEveryPattern()
    {
        var html = await ReportSweeps.ReportAsync(ReportSweeps.Spec("backprop"));

        var page = Parse(html);
        Assert.Equal("backprop", page.Descendants("h1").Single().Value);
        Assert.Equal("completed", WithClass(page, "state").First().Value);
        Assert.Equal(
            ["What converged fastest", "Are they really different?", "Loss curves by pattern", "Median iterations to the target", "The same by other parameters"],
            page.Descendants("h2").Select(heading => heading.Value));
        Assert.Equal(["circle", "thin_right_angle"], page.Descendants("figcaption").Select(caption => caption.Value));
        Assert.Equal(2, page.Descendants("svg").Count());
        Assert.Equal(4, WithClass(page, "line").Count());
        Assert.Equal(4, WithClass(page, "band").Count());
        Assert.Equal(["circle", "thin_right_angle"], WithClass(page, "map").Select(map => map.Element("caption")!.Value));
        // Two learning rates by two sample counts.
        Assert.All(WithClass(page, "map"), map => Assert.Equal(4, map.Descendants("td").Count(cell => HasClass(cell, "heat"))));
        Assert.Equal(["By learning_rate", "By samples"], page.Descendants("h3").Select(heading => heading.Value));
    }

    [Fact]
    public async Task Write_AnySweep_LoadsAndRunsNothing()
    {
        var html = await ReportSweeps.ReportAsync(ReportSweeps.Spec("backprop"));
        Assert.DoesNotContain("http:", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https:", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", html, StringComparison.OrdinalIgnoreCase);
        var page = Parse(html);
        Assert.Empty(page.Descendants("script"));
        Assert.Empty(page.Descendants("link"));
        Assert.DoesNotContain(
            page.Descendants().Attributes().Select(attribute => attribute.Name.LocalName),
            name => name is "src" or "href" || name.StartsWith("on", StringComparison.Ordinal));
        Assert.Contains(page.Descendants("meta"), meta => (string?)meta.Attribute("content") == "default-src 'none'; style-src 'unsafe-inline'");
    }

    [Fact]
    public async Task Write_NameAndErrorThatLookLikeMarkup_AreText()
    {
        const string Name = "</title><script>alert('x')</script> & \"{0}\" <img src=x onerror=alert(1)>";
        var html = await ReportSweeps.ReportAsync(
            ReportSweeps.Spec(Name), trials: 3, end: SweepState.Failed, error: "no space <b>left</b>\u0007");
        var page = Parse(html);
        Assert.Equal(Name, page.Descendants("h1").Single().Value);
        Assert.StartsWith(Name, page.Descendants("title").Single().Value, StringComparison.Ordinal);
        Assert.Equal("no space <b>left</b>␇", WithClass(page, "error").Single().Value);
        Assert.Empty(page.Descendants("script"));
        Assert.Empty(page.Descendants("img"));
        Assert.Contains("alert('x')", page.Descendants("pre").Single().Value.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_NoTrialFinished_SaysSo()
    {
        var page = Parse(await ReportSweeps.ReportAsync(ReportSweeps.Spec("young"), trials: 0, end: null));
        Assert.Equal("No trial has finished yet; the sweep is running.", WithClass(page, "empty").Single().Value);
        Assert.Empty(page.Descendants("svg"));
        Assert.Empty(WithClass(page, "map"));
    }

    [Fact]
    public async Task Write_TargetNeverReached_SaysNotReachedInTableAndMaps()
    {
        var page = Parse(await ReportSweeps.ReportAsync(ReportSweeps.Spec("hard", target: 1e-9)));
        Assert.Equal(8, WithClass(page, "map").Descendants("td").Count(cell => HasClass(cell, "never")));
        Assert.Contains(WithClass(page, "ranking").First().Descendants("td"), cell => cell.Value == "not reached");
        Assert.Empty(WithClass(page, "dot"));
        Assert.Empty(WithClass(page, "h0"));
    }

    [Fact]
    public async Task Write_TargetReachedAtOnce_ColoursEveryCell()
    {
        var page = Parse(await ReportSweeps.ReportAsync(ReportSweeps.Spec("easy", target: 100)));
        Assert.All(
            WithClass(page, "map").Descendants("td").Where(cell => HasClass(cell, "heat")), cell => Assert.Equal(("heat h0", "0"), (Class(cell), cell.Value)));
        Assert.Equal("100 %", WithClass(page, "ranking").First().Descendants("b").First().Value);
    }

    [Fact]
    public async Task Write_OneTrialOfOneIteration_IsAWholePage()
    {
        var page = Parse(await ReportSweeps.ReportAsync(
            ReportSweeps.Spec("one", rates: [0.01], iterations: [1], samples: [1], replicates: 1, patterns: Pattern.Diamond)));
        Assert.Single(WithClass(page, "line"));
        Assert.DoesNotContain("NaN", page.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("∞", page.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_ManySettings_ReadsOnlyTheCurvesThatItDrawsAndSaysWhatItLeavesOut()
    {
        var rates = Enumerable.Range(1, 40).Select(i => i * 0.001).ToArray();
        var samples = Enumerable.Range(1, 30).ToArray();
        IReadOnlyCollection<long>? read = null;
        var html = await ReportSweeps.ReportAsync(
            ReportSweeps.Spec("wide", rates, iterations: [3, 5], samples: samples, replicates: 1),
            check: store => read = Assert.Single(store.CurvesRead));

        // Six rates of two patterns, one replicate; of 1,000 and 5,000 iterations only the longer.
        Assert.Equal(12, read!.Count);
        Assert.All(read, number => Assert.Equal(1, number / 30 % 2));
        var page = Parse(html);
        Assert.Equal(12, WithClass(page, "line").Count());
        Assert.Contains("6 of 40 learning rates are drawn", html, StringComparison.Ordinal);
        Assert.Contains("Shown are 24 of 40 learning rates and 24 of 30 sample counts", html, StringComparison.Ordinal);
        Assert.InRange(html.Length, 10_000, 1_000_000);
    }

    /// <summary>The page is written so that it is well-formed XML but for void elements and the doctype.</summary>
    private static XElement Parse(string html)
    {
        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        var xml = VoidElement().Replace(html["<!DOCTYPE html>".Length..], "<meta${inner}/>");
        return XElement.Parse(Style().Replace(xml, "<style></style>"), LoadOptions.PreserveWhitespace);
    }

    private static IEnumerable<XElement> WithClass(XElement page, string name) => page.Descendants().Where(element => HasClass(element, name));

    private static bool HasClass(XElement element, string name) => Class(element).Split(' ').Contains(name);

    private static string Class(XElement element) => (string?)element.Attribute("class") ?? "";

    [GeneratedRegex("<meta(?<inner>[^>]*)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex VoidElement();

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Style();
}

using System.Globalization;
using CsCheck;
using Sweep.Client.Formatting;
using Sweep.Core.Texts;
using Sweep.Service.Sweeps;

namespace Sweep.Client.Tests.Formatting;

public sealed class FormattingTests
{
    [Theory]
    [InlineData(0.42, "0.42 s")]
    [InlineData(37.25, "37.3 s")]
    [InlineData(99.96, "1 min 40 s")]
    [InlineData(725, "12 min 05 s")]
    [InlineData(3599.5, "1 h 00 min")]
    [InlineData(187200, "2 d 4 h")]
    [InlineData(double.NaN, "?")]
    [InlineData(-1, "?")]
    [InlineData(double.MaxValue, "?")]
    public void Duration_IsShownInItsOwnUnits(double seconds, string shown) => Assert.Equal(shown, Durations.Show(seconds));

    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(0.0001, "<1 %")]
    [InlineData(0.996, "99 %")]
    [InlineData(1, "100 %")]
    [InlineData(0.5, "50 %")]
    public void Percent_NeverClaimsTheWholeOrNothing(double share, string shown) => Assert.Equal(shown, Figures.Percent(share));

    [Theory]
    [InlineData(0.69314718, 0.2, "0.6931")]
    [InlineData(0.0203456, 0.2, "0.02035")]
    [InlineData(12.3456, 0.2, "12.35")]
    [InlineData(0.2, 0.2, "0.2000")]
    [InlineData(0.200004, 0.2, "0.200004")]
    [InlineData(0.20003, 0.2000299, "0.20003")]
    [InlineData(0.000120004, 0.00012, "0.000120004")]
    [InlineData(0.0000234567, 0.2, "2.346e-5")]
    [InlineData(1.1102230246251565e-16, 0.2, "1.110e-16")]
    public void Loss_HasFourDigitsOrWhatTellsItFromTheTarget(double loss, double target, string shown) =>
        Assert.Equal(shown, Figures.Loss(loss, target));

    [Fact]
    public void Loss_AnyLossAndTarget_IsSeenOnItsSide() => (
        from target in Gen.Double[1e-8, 10]
        from off in Gen.OneOf(Gen.Double[-1e-6, 1e-6], Gen.Double[-1, 1], Gen.Const(0.0), Gen.Const(1e-16))
        select (target, loss: Math.Abs(target * (1 + off))))
        .Sample(drawn => Assert.Equal(
            drawn.loss.CompareTo(drawn.target),
            double.Parse(Figures.Loss(drawn.loss, drawn.target), CultureInfo.InvariantCulture).CompareTo(drawn.target)));

    [Fact]
    public void SettingTexts_NearRates_AreTheSpecsOwn()
    {
        var texts = new SettingTexts([0.1234, 0.12345, 0.123456, 5e-5, 8.87e-5]);
        Assert.Equal(["0.1234", "0.12345", "0.123456", "5e-5", "8.87e-5"], new[] { 0.1234, 0.12345, 0.123456, 5e-5, 8.87e-5 }.Select(texts.Of));
    }

    [Theory]
    [InlineData(0.000965489384605629, "0.0009655")]
    [InlineData(0.01, "0.01")]
    [InlineData(1e-9, "1e-9")]
    [InlineData(2.5e300, "2.5e300")]
    public void SettingTexts_OneSetting_IsShortAndPlain(double value, string shown) => Assert.Equal(shown, new SettingTexts([value]).Of(value));

    [Fact]
    public void SettingTexts_AnyValues_TellThemApart() => (
        from centre in Gen.OneOf(Gen.Double[1e-6, 10], Gen.Double[1e-3, 1].Select(value => Math.Round(value, 4)))
        from offs in Gen.OneOf(Gen.Double[-1e-7, 1e-7], Gen.Double[-1e-3, 1e-3], Gen.Double[-0.5, 0.5], Gen.Const(0.0)).Array[2, 12]
        select offs.Select(off => centre * (1 + off)).Distinct().ToArray())
        .Sample(values =>
        {
            var texts = new SettingTexts(values);
            Assert.Equal(values.Length, values.Select(texts.Of).Distinct(StringComparer.Ordinal).Count());
            Assert.All(values, value => Assert.Equal(value, double.Parse(texts.Of(value), CultureInfo.InvariantCulture), Math.Abs(value) * 6e-4));
        });

    [Theory]
    [InlineData("01A20A51C0FD70", "01a20a51-c0fd-70")]
    [InlineData("01a20a51-c0fd-70ef-90fd-ad6e619ea4fe", "01a20a51-c0fd-70ef-90fd-ad6e619ea4fe")]
    [InlineData("01a20a51c0fd70ef90fdad6e619ea4fe", "01a20a51-c0fd-70ef-90fd-ad6e619ea4fe")]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    [InlineData("01a20a51c0fd70ef90fdad6e619ea4fe0", null)]
    public void IdPrefix_IsLowerCaseWithHyphens(string written, string? prefix) => Assert.Equal(prefix, SweepIds.Prefix(written));

    [Fact]
    public void IdPrefix_OfAnyStartOfAnId_IsAStartOfIt() =>
        Gen.Select(Gen.Guid, Gen.Int[1, 36]).Sample((id, length) =>
        {
            var start = id.ToString("d")[..length];
            Assert.StartsWith(SweepIds.Prefix(start.ToUpperInvariant()) ?? "none", id.ToString("d"), StringComparison.Ordinal);
        });

    [Theory]
    [InlineData("sweep.db", "sweep.db")]
    [InlineData("my sweeps.db", "'my sweeps.db'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("", "''")]
    public void Quote_MakesOneWordOfTheShell(string word, string quoted) => Assert.Equal(quoted, ShellQuoting.Quote(word));

    [Fact]
    public void Printable_OfAnything_HasNoControlCharacters() =>
        Gen.String.Sample(text => Assert.DoesNotContain(Printable.Of(text), character => char.IsControl(character) || character is '\u202e' or '\u2028'));
}

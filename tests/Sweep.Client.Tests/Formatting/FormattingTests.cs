using CsCheck;
using Sweep.Client.Formatting;
using Sweep.Client.Sweeps;
using Sweep.Core.Texts;

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
    [InlineData(0.000965489384605629, "0.000965")]
    [InlineData(0.01, "0.01")]
    [InlineData(1e-9, "1e-9")]
    [InlineData(2.5e300, "2.5e+300")]
    public void Setting_IsShortAndPlain(double value, string shown) => Assert.Equal(shown, Figures.Rough(value));

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

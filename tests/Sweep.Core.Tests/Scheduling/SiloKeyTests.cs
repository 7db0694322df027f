using Sweep.Core.Scheduling;

namespace Sweep.Core.Tests.Scheduling;

public sealed class SiloKeyTests
{
    [Fact]
    public void Parse_SiloOfAProcess_HasItsPartsAndWords()
    {
        var silo = SiloKey.Parse("box/4242/abc-17/S127.0.0.1:11111:5");
        Assert.Equal(new SiloKey("box", "4242", "abc-17", "S127.0.0.1:11111:5"), silo);
        Assert.Equal(SiloKey.Parse("box/4242/abc-17"), silo.OfProcess);
        Assert.Equal("process 4242 on box", silo.Describe());
    }

    [Theory]
    [InlineData("box/4242/abc-17/S127.0.0.1:11111:5")]
    [InlineData("box/4242/abc-17")]
    [InlineData("a/b/c/d/e")]
    [InlineData("//x")]
    [InlineData("box/4242")]
    [InlineData("")]
    public void ToString_ParsedText_IsTheText(string text) => Assert.Equal(text, SiloKey.Parse(text).ToString());

    [Fact]
    public void Describe_NoIdentity_IsTheText() => Assert.Equal("somebody / else", SiloKey.Parse("somebody / else").Describe());
}

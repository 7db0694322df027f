using Sweep.Web.Keys;

namespace Sweep.Web.Tests.Keys;

public sealed class ApiKeyTests
{
    [Fact]
    public void Key_WrittenAndRead_IsTheSame()
    {
        for (var k = 0; k < 200; k++)
        {
            var key = ApiKey.New();
            Assert.True(ApiKey.TryParse(key.Text, out var read), key.Text);
            Assert.Equal((key.Id, key.Text), (read.Id, read.Text));
            Assert.True(read.Matches(key.Hash()));
        }
    }

    [Fact]
    public void Key_OfTheSameIdAndAnotherSecret_DoesNotMatch()
    {
        var key = ApiKey.New();
        Assert.True(ApiKey.TryParse(key.Text[..^1] + (key.Text[^1] == 'A' ? 'B' : 'A'), out var other));
        Assert.False(other.Matches(key.Hash()));
    }

    [Fact]
    public void Key_ShownByAccident_KeepsItsSecret()
    {
        var key = ApiKey.New();
        Assert.DoesNotContain(key.Text[17..], key.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("swp_0123456789ab")]
    [InlineData("swp_0123456789ab_short")]
    [InlineData("swp_0123456789AB_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("swq_0123456789ab_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("swp_0123456789ab_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\u00e4")]
    public void Parse_WhatIsNoKey_IsRefused(string? text) => Assert.False(ApiKey.TryParse(text, out _));
}

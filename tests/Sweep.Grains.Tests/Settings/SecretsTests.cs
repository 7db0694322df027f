using Sweep.Core.Texts;

namespace Sweep.Grains.Tests.Settings;

public sealed class SecretsTests
{
    [Theory]
    [InlineData("spec.yaml", "spec.yaml")]
    [InlineData("lr=0.1, a@b", "lr=0.1, a@b")]
    [InlineData("http://box:4317/x", "http://box:4317/x")]
    [InlineData("Host=h;Password=secret;Port=1", "Host=h;Password=…")]
    [InlineData("Host=h; pwd = 'secret'", "Host=h; pwd =…")]
    [InlineData("host=h sslpassword=secret", "host=h sslpassword=…")]
    [InlineData("postgres://ann:secret@h/x", "postgres://…@h/x")]
    [InlineData("postgres://ann:sec@secret@h/x?password=secret", "postgres://…@h/x?password=…")]
    [InlineData("see http://a:secret@h now", "see http://…@h now")]
    [InlineData("Authorization=Bearer secret", "Authorization=…")]
    public void Masked_Text_HasNoPasswords(string text, string expected) => Assert.Equal(expected, Secrets.Masked(text));
}

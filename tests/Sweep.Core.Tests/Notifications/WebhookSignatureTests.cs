using Sweep.Core.Notifications;

namespace Sweep.Core.Tests.Notifications;

public sealed class WebhookSignatureTests
{
    // The example of Standard Webhooks' own libraries.
    [Fact]
    public void Sign_ExampleOfTheSpecification_IsItsSignature()
    {
        var key = WebhookSignature.KeyOf("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Assert.NotNull(key);
        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            WebhookSignature.Sign(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232314}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hf_0123456789abcdefghijklmnopqrstuv")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa")]
    [InlineData("whsec_not base64 at all, but long enough")]
    public void KeyOf_WhatIsNoSecretOfWebhooks_IsNull(string secret) => Assert.Null(WebhookSignature.KeyOf(secret));

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void KeyOf_SoManyBytes_IsAKeyWithinTheLimits(int bytes, bool expected) =>
        Assert.Equal(expected, WebhookSignature.KeyOf($"whsec_{Convert.ToBase64String(new byte[bytes])}") is not null);
}

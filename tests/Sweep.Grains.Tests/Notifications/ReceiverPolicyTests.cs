using System.Net;
using Sweep.Grains.Notifications;

namespace Sweep.Grains.Tests.Notifications;

public sealed class ReceiverPolicyTests
{
    private static readonly ReceiverPolicy Server = new([], allowsLoopback: false);
    private static readonly ReceiverPolicy Own = new([], allowsLoopback: true);

    [Theory]
    [InlineData("203.0.113.7")]
    [InlineData("10.1.2.3")]
    [InlineData("192.168.0.1")]
    [InlineData("2001:db8::1")]
    [InlineData("fd00::1")]
    public void Refusal_OtherMachines_AreCalled(string address) => Assert.Null(Server.RefusalOf("a.example", IPAddress.Parse(address)));

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("fe80::1")]
    [InlineData("febf::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("100.100.100.200")]
    public void Refusal_LinkLocalAndMetadata_AreNeverCalled(string address)
    {
        var named = new ReceiverPolicy(["a.example", address], allowsLoopback: true);
        Assert.All([Server, Own, named], policy => Assert.Contains("never called", policy.RefusalOf("a.example", IPAddress.Parse(address)), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.0.9")]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    public void Refusal_ThisMachine_IsCalledWhereItMayOrIsNamed(string address)
    {
        var one = IPAddress.Parse(address);
        Assert.Equal(
            $"a.example is {one}, this machine itself, which is called only where Sweep:Notify:AllowedHosts names it", Server.RefusalOf("a.example", one));
        Assert.Null(Own.RefusalOf("a.example", one));
        Assert.Null(new ReceiverPolicy(["a.example"], allowsLoopback: false).RefusalOf("a.example", one));
    }

    [Theory]
    [InlineData("a.example", true)]
    [InlineData("A.EXAMPLE", true)]
    [InlineData("hooks.b.example", true)]
    [InlineData("b.example", false)]
    [InlineData("ab.example", false)]
    [InlineData("xa.example", false)]
    [InlineData("10.0.0.1", false)]
    public void Refusal_HostsNamed_AreTheOnlyOnes(string host, bool isCalled)
    {
        var policy = new ReceiverPolicy(["a.example", "*.b.example"], allowsLoopback: true);
        Assert.Equal(isCalled, policy.RefusalOf(host) is null);
        Assert.Equal(isCalled, policy.RefusalOf(host, IPAddress.Parse("10.0.0.1")) is null);
    }

    [Fact]
    public void Options_WrongSettings_AreAllSaidAtOnce()
    {
        List<string> errors = [];
        var options = new NotificationOptions();
        options.Read(key => key == NotificationOptions.HostsKey ? "a.example; https://b.example" : "0", key => key, errors);
        Assert.Equal(
            [
                "Sweep:Notify:AllowedHosts: \"https://b.example\" must be a host's name, such as hooks.example.org or *.example.org, without scheme and path",
                "Sweep:Notify:StallSeconds: \"0\" must be a whole number from 1 to 864000000; leave it out for 900",
            ],
            errors);
    }

    [Fact]
    public void Options_Set_AreTakenOver()
    {
        List<string> errors = [];
        var options = new NotificationOptions();
        options.Read(key => key == NotificationOptions.HostsKey ? "a.example; *.b.example" : "60", key => key, errors);
        Assert.Empty(errors);
        Assert.Equal(["a.example", "*.b.example"], options.AllowedHosts);
        Assert.Equal(TimeSpan.FromMinutes(1), options.StallAfter);
    }
}

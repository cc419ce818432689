"""``benmo serve``: the desk for the office's browsers and other systems."""

from __future__ import annotations

import ipaddress
import signal
import sys
from pathlib import Path

import click

from benmo.cli.frame import command
from benmo.errors import UsageError

_File = click.Path(path_type=Path, dir_okay=False)


@command("serve")
@click.option("--host", metavar="地址", default="127.0.0.1", help="监听的地址，默认只限本机")
@click.option("--port", metavar="端口", type=click.IntRange(1, 65535), default=8686, help="监听的端口，默认 8686")
@click.option("--tls-cert", metavar="文件", type=_File, help="TLS 证书（PEM），与 --tls-key 同用")
@click.option("--tls-key", metavar="文件", type=_File, help="TLS 私钥（PEM）")
def serve(host: str, port: int, tls_cert: Path | None, tls_key: Path | None) -> None:
    """启动办案台：在浏览器中收件、审查、起草、督办，其他系统可用 /api/v1 接口。

    第一次启动时建立管理员 admin，并显示一次性口令，登录后须修改。按 Ctrl-C 停止，未完成的工作下次启动时继续。
    """
    if (tls_cert is None) != (tls_key is None):
        raise UsageError("--tls-cert 和 --tls-key 要同时给出。", "例如 --tls-cert 证书.pem --tls-key 私钥.pem")
    for file in (tls_cert, tls_key):
        if file is not None and not file.is_file():
            raise UsageError(f"找不到 {file}。", "检查路径")
    import uvicorn

    from benmo.api.app import make_app
    from benmo.desk.service import Desk

    # uvicorn answers SIGTERM by finishing, and then raises it anew: that must not end us before the desk is closed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with Desk.open() as desk:
        app = make_app(desk)
        if loopback(host):
            from starlette.middleware.trustedhost import TrustedHostMiddleware

            # A page elsewhere must not reach this machine's desk under a name of its own (DNS rebinding).
            app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", host])
        elif tls_cert is None:
            click.echo(
                f"警告：在 {host} 上对外提供服务而没有加密，口令和案件材料会在网络上明文传输。\n"
                "  办法：用 --tls-cert、--tls-key 给出证书；或者只用默认的 127.0.0.1",
                err=True,
            )
        if desk.first_password:
            click.echo(f"已建立管理员 admin，一次性口令：{desk.first_password}（只显示这一次，登录后须修改）")
        click.echo(f"办案台  {'https' if tls_cert else 'http'}://{host}:{port}/    按 Ctrl-C 停止")
        _pages(app, desk)
        desk.runner.start()
        try:
            uvicorn.run(
                app, host=host, port=port, ssl_certfile=tls_cert, ssl_keyfile=tls_key, log_level="warning",
                server_header=False, timeout_graceful_shutdown=5,
            )  # fmt: skip
        except KeyboardInterrupt:  # the way to stop it: nothing was cut off
            pass
        finally:
            if desk.runner.busy:
                click.echo("正在停止：等手头的一案读完，至多十秒；没有做完的下次启动时接着做。", err=True)


def _pages(app: object, desk: object) -> None:
    """Attach the pages where this installation has them: ``benmo.web.attach(app, desk)``."""
    from importlib import import_module
    from importlib.util import find_spec

    if find_spec("benmo.web") is not None:
        import_module("benmo.web").attach(app, desk)


def loopback(host: str) -> bool:
    """Whether nobody but this machine reaches *host*."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
